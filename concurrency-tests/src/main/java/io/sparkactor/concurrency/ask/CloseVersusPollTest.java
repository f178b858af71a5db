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
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * A queue is closed while a reader goes to sleep.
 *
 * <p>The hole: the reader has found an open queue; the close finds no reader. So the queue is closed before its readers are woken, and
 * the reader registers before it looks.
 *
 * <p>Result: whether the reader sleeps for ever.
 */
@JCStressTest
@Outcome(id = "false", expect = ACCEPTABLE, desc = "the reader learns of the close")
@Outcome(expect = FORBIDDEN, desc = "the reader sleeps for ever")
@State
public class CloseVersusPollTest {

    private final SteppedSystem system = new SteppedSystem(1);
    private final WaitQueue<Integer> queue = new WaitQueue<>(system, 8);

    @Actor
    public void reader() {
        system.meet();
        try {
            queue.poll(Long.MAX_VALUE, () -> false);
        } catch (SteppedSystem.Asleep e) {
            // told by overslept()
        }
    }

    @Actor
    public void closer() {
        system.meet();
        queue.close();
        system.leave();
    }

    @Arbiter
    public void look(Z_Result result) {
        result.r1 = system.overslept();
    }
}
