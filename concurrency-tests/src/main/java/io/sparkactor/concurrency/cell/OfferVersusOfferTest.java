package io.sparkactor.concurrency.cell;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Two senders find the same idle mailbox.
 *
 * <p>The hole: were the tail read and then written, both would find it idle, and the actor would run twice at once, without one of
 * the messages.
 *
 * <p>Result: how many of them must schedule, the sum of what the turn took (0 if there were two turns).
 */
@JCStressTest
@Outcome(id = "1, 11", expect = ACCEPTABLE, desc = "one turn, both messages")
@Outcome(expect = FORBIDDEN, desc = "two turns at once, none, or a message was lost")
@State
public class OfferVersusOfferTest {

    private final PlainMailbox mailbox = new PlainMailbox();

    public OfferVersusOfferTest() {
        mailbox.start();
    }

    @Actor
    public void one() {
        mailbox.send(1);
    }

    @Actor
    public void other() {
        mailbox.send(10);
    }

    @Arbiter
    public void take(II_Result result) {
        result.r1 = mailbox.ready.get();
        if (result.r1 == 1) {
            mailbox.runOne();
        }
        result.r2 = mailbox.sum();
    }
}
