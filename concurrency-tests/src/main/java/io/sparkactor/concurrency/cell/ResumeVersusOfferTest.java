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
 * <p>Result: what the turns take, in order; 0 for nothing.
 */
@JCStressTest
@Outcome(id = "1, 10, 2", expect = ACCEPTABLE, desc = "the stashed message comes first")
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
        mailbox.runOne();
        var taken = mailbox.taken;
        result.r1 = taken.isEmpty() ? 0 : taken.getFirst();
        result.r2 = taken.size() < 2 ? 0 : taken.get(1);
        result.r3 = taken.size() < 3 ? 0 : taken.get(2);
    }
}
