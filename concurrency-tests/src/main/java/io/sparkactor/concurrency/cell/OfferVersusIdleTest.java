package io.sparkactor.concurrency.cell;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZI_Result;

/**
 * A turn has handled its last message while a sender comes.
 *
 * <p>The hole: {@code first} is written by the turn and, once the mailbox is idle, by the sender. A turn that clears it after it
 * became idle clears the sender's envelope.
 *
 * <p>Result: what the turn takes next (0: the mailbox is idle), whether the sender must schedule, what the next turn finds.
 */
@JCStressTest
@Outcome(id = "0, true, 2", expect = ACCEPTABLE, desc = "idle first; the sender schedules")
@Outcome(id = "2, false, 2", expect = ACCEPTABLE, desc = "the turn goes on")
@Outcome(expect = FORBIDDEN, desc = "the message is stranded or runs twice")
@State
public class OfferVersusIdleTest {

    private final PlainMailbox mailbox = new PlainMailbox();

    public OfferVersusIdleTest() {
        mailbox.start();
        mailbox.send(1);
    }

    @Actor
    public void turn(IZI_Result result) {
        result.r1 = mailbox.next();
    }

    @Actor
    public void sender(IZI_Result result) {
        result.r2 = mailbox.send(2);
    }

    @Arbiter
    public void nextTurn(IZI_Result result) {
        try {
            result.r3 = mailbox.first();
        } catch (IllegalStateException e) {
            result.r3 = -1;
        }
    }
}
