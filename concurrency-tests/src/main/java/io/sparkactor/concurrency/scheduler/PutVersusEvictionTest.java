package io.sparkactor.concurrency.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.internal.scheduler.Processor;
import io.sparkactor.internal.scheduler.SharedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The monitor evicts a worker that puts at that moment; then another acquires the free processor and takes what it finds.
 *
 * <p>The hole: as with a retake, and in addition the worker and the monitor drain the same queue at once, while another
 * takes from where they drain to.
 *
 * <p>Result: weight of all turns that left or are in the shared queue, weight left with the worker, whether the worker in the end
 * still believes to own the processor.
 */
@JCStressTest
@Outcome(id = "11, 0, 0", expect = ACCEPTABLE, desc = "nothing stays with a worker without processor")
@Outcome(expect = FORBIDDEN, desc = "a turn was lost, doubled, or stays where nobody looks")
@State
public class PutVersusEvictionTest {

    private final SharedQueue shared = new SharedQueue();
    private final Fixture.Owner victim = new Fixture.Owner(shared);
    private final Fixture.Owner third = new Fixture.Owner(shared);
    private final Processor processor = new Processor();
    private int ran;

    public PutVersusEvictionTest() {
        processor.tryAcquire(victim);
        victim.queue().hold(processor);
    }

    @Actor
    public void worker() {
        victim.queue().put(Fixture.A);
        victim.queue().put(Fixture.B);
    }

    @Actor
    public void monitor() {
        if (processor.tryRelease(victim)) {
            victim.queue().drain();
        }
        if (processor.tryAcquire(third)) {
            ran = Fixture.weight(shared.take());
        }
    }

    @Arbiter
    public void count(III_Result result) {
        result.r1 = ran + Fixture.weightOf(shared);
        result.r2 = Fixture.weightOf(victim.queue());
        result.r3 = victim.queue().holds() ? 1 : 0;
    }
}
