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
 * A worker gives its processor back (to wait, or to be idle) while the monitor takes it away.
 *
 * <p>The hole: a change of the owner that is no compare-and-set would let both succeed, and the processor would be counted free
 * twice.
 *
 * <p>Result: how many succeeded, what the shared queue weighs, whether the processor is free.
 */
@JCStressTest
@Outcome(id = "1, 11, 1", expect = ACCEPTABLE, desc = "one succeeded, nothing stays behind")
@Outcome(expect = FORBIDDEN, desc = "freed twice, or a turn was lost")
@State
public class ReleaseVersusEvictionTest {

    private final SharedQueue shared = new SharedQueue();
    private final Fixture.Owner victim = new Fixture.Owner(shared);
    private final Processor processor = new Processor();
    private boolean released;
    private boolean evicted;

    public ReleaseVersusEvictionTest() {
        processor.tryAcquire(victim);
        victim.queue().hold(processor);
        victim.queue().put(Fixture.A);
        victim.queue().put(Fixture.B);
    }

    @Actor
    public void worker() {
        released = victim.queue().release() != null;
    }

    @Actor
    public void monitor() {
        evicted = processor.tryRelease(victim);
        victim.queue().drain();
    }

    @Arbiter
    public void count(III_Result result) {
        result.r1 = (released ? 1 : 0) + (evicted ? 1 : 0);
        result.r2 = Fixture.weightOf(shared);
        result.r3 = processor.owner() == null ? 1 : 0;
    }
}
