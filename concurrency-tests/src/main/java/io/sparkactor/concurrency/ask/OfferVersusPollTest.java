package io.sparkactor.concurrency.ask;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.concurrency.cell.SteppedSystem;
import io.sparkactor.internal.waiting.WaitQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * An item is put while a reader goes to sleep.
 *
 * <p>The hole: the reader has found nothing; the writer finds no reader. So the reader registers and then looks again.
 *
 * <p>Result: whether the reader sleeps for ever, what it got.
 */
@JCStressTest
@Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "the reader has the item")
@Outcome(expect = FORBIDDEN, desc = "the reader sleeps beside the item")
@State
public class OfferVersusPollTest {

    private final SteppedSystem system = new SteppedSystem(1);
    private final WaitQueue<Integer> queue = new WaitQueue<>(system, 8);

    @Actor
    public void reader(ZI_Result result) {
        system.meet();
        try {
            Integer item = queue.poll(Long.MAX_VALUE, () -> false);
            result.r2 = item == null ? 0 : item;
        } catch (SteppedSystem.Asleep e) {
            result.r2 = -1;
        }
    }

    @Actor
    public void writer() {
        system.meet();
        queue.offer(1);
        system.leave();
    }

    @Arbiter
    public void look(ZI_Result result) {
        result.r1 = system.overslept();
    }
}
