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
 * Two senders and a turn.
 *
 * <p>The hole: between a sender's exchange and its link, the envelope behind the handled one is not to be seen. A turn that takes
 * this for an empty mailbox strands what comes, and nobody schedules the cell again.
 *
 * <p>Result: the sum of what was taken, whether each sender's order was kept, how many turns are scheduled in the end.
 */
@JCStressTest
@Outcome(id = "1111, 1, 0", expect = ACCEPTABLE, desc = "each message once, in order, and one turn at a time")
@Outcome(expect = FORBIDDEN, desc = "lost, doubled, out of order, or scheduled twice")
@State
public class OffersVersusTurnTest {

    private final PlainMailbox mailbox = new PlainMailbox();

    public OffersVersusTurnTest() {
        mailbox.start();
    }

    @Actor
    public void one() {
        mailbox.send(1);
        mailbox.send(10);
    }

    /** A sender that runs turns, too: so two cores are enough for two senders and a turn. */
    @Actor
    public void otherAndTurn() {
        mailbox.send(100);
        mailbox.runOne();
        mailbox.send(1000);
        mailbox.runOne();
    }

    @Arbiter
    public void rest(III_Result result) {
        mailbox.runOne();
        result.r1 = mailbox.sum();
        result.r2 = inOrder(1, 10) && inOrder(100, 1000) ? 1 : 0;
        result.r3 = mailbox.ready.get();
    }

    private boolean inOrder(int first, int second) {
        return mailbox.taken.indexOf(first) < mailbox.taken.indexOf(second);
    }
}
