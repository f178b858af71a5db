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
 * A reader gives up while an item is put, and another reader sleeps behind it.
 *
 * <p>The hole: the writer wakes the reader that is giving up. That one must take the item or wake the other.
 *
 * <p>The other reader begins to wait in the call by which the first is asked whether it gives up, so it stands behind it; its park
 * ends by {@link SteppedSystem.Asleep}, and it stays registered as a real sleeper does.
 *
 * <p>Result: whether the item lies there while the other reader sleeps, how many items were put or taken in all.
 */
@JCStressTest
@Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "the item was taken, or the other reader was woken for it")
@Outcome(expect = FORBIDDEN, desc = "the wake-up is lost")
@State
public class GiveUpVersusOfferTest {

    private final SteppedSystem system = new SteppedSystem(0);
    private final WaitQueue<Integer> queue = new WaitQueue<>(system, 8);
    private int taken;

    @Actor
    public void reader() {
        system.meet();
        Integer item = queue.poll(Long.MAX_VALUE, this::giveUp);
        taken += item == null ? 0 : 1;
    }

    private boolean giveUp() {
        try {
            Integer item = queue.poll(Long.MAX_VALUE, () -> false);
            taken += item == null ? 0 : 1;
        } catch (SteppedSystem.Asleep e) {
            // registered, and asleep
        }
        return true;
    }

    @Actor
    public void writer() {
        system.meet();
        queue.offer(1);
    }

    @Arbiter
    public void look(ZI_Result result) {
        int waiting = queue.size();
        int before = system.unparks();
        queue.offer(2);
        boolean slept = system.unparks() > before;
        result.r1 = waiting > 0 && slept;
        result.r2 = waiting + taken;
    }
}
