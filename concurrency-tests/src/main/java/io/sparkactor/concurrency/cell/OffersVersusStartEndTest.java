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
 * A cell tells itself something, and its start ends, while another sender, who got the ref from it, sends.
 *
 * <p>The hole: the sender who replaces the mark of the start has not yet said which envelope is the first when the creator finds the
 * mark gone. The creator must wait for it, and it alone schedules.
 *
 * <p>Result: the sum of what was taken (-1: a turn found nothing), how many turns are scheduled in the end.
 */
@JCStressTest
@Outcome(id = "11, 0", expect = ACCEPTABLE, desc = "each message once, in one turn at a time")
@Outcome(expect = FORBIDDEN, desc = "lost, doubled, or scheduled twice")
@State
public class OffersVersusStartEndTest {

    private final PlainMailbox mailbox = new PlainMailbox();
    private boolean empty;

    @Actor
    public void creator() {
        mailbox.send(1);
        mailbox.start();
        run();
    }

    @Actor
    public void sender() {
        mailbox.send(10);
    }

    @Arbiter
    public void rest(II_Result result) {
        run();
        result.r1 = empty ? -1 : mailbox.sum();
        result.r2 = mailbox.ready.get();
    }

    private void run() {
        try {
            mailbox.runOne();
        } catch (IllegalStateException e) {
            empty = true;
        }
    }
}
