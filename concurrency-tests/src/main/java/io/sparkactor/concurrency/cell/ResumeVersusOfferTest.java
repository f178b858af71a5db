package io.sparkactor.concurrency.cell;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A turn puts a stashed message in front of the others while a sender links one.
 *
 * <p>The hole: the message in hand is the last one, and the sender has exchanged the tail for its own but has not linked it yet. The turn
 * must neither set the tail nor link anything where the sender is about to.
 *
 * <p>Result: how many messages are in the queue, what the turn takes next, and how many are left when another sender has come behind.
 */
@JCStressTest
@Outcome(id = "3, 10, 3", expect = ACCEPTABLE, desc = "the stashed message comes next, all are there")
@Outcome(expect = FORBIDDEN, desc = "a message is lost or out of order")
@State
public class ResumeVersusOfferTest {

    private final PlainMailbox mailbox = new PlainMailbox();

    public ResumeVersusOfferTest() {
        mailbox.start();
        mailbox.send(1);
    }

    @Actor
    public void turn() {
        mailbox.resume(10);
    }

    @Actor
    public void sender() {
        mailbox.send(2);
    }

    @Arbiter
    public void rest(III_Result result) {
        result.r1 = (int) mailbox.depth();
        result.r2 = mailbox.next();
        mailbox.send(3);
        result.r3 = (int) mailbox.depth();
    }
}
