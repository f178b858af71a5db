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
 * The pending worker retakes the processor of a blocked owner while the monitor takes it away, and both drain the owner's queue.
 *
 * <p>The hole: both succeed, and the processor has an owner and is counted free; or both drain the same turn.
 *
 * <p>Result: how many succeeded, what the shared queue weighs, whether the owner agrees with who succeeded.
 */
@JCStressTest
@Outcome(id = "1, 11, 1", expect = ACCEPTABLE, desc = "one succeeded, each turn moved once")
@Outcome(expect = FORBIDDEN, desc = "two takers, or a turn was lost or doubled")
@State
public class RetakeVersusEvictionTest {

    private final SharedQueue shared = new SharedQueue();
    private final Fixture.Owner victim = new Fixture.Owner(shared);
    private final Fixture.Owner taker = new Fixture.Owner(shared);
    private final Processor processor = new Processor();
    private boolean evicted;
    private boolean retaken;

    public RetakeVersusEvictionTest() {
        processor.tryAcquire(victim);
        victim.queue().hold(processor);
        victim.queue().put(Fixture.A);
        victim.queue().put(Fixture.B);
    }

    @Actor
    public void monitor() {
        evicted = processor.tryRelease(victim);
        victim.queue().drain();
    }

    @Actor
    public void pendingWorker() {
        retaken = processor.tryRetake(victim, taker);
        victim.queue().drain();
    }

    @Arbiter
    public void count(III_Result result) {
        result.r1 = (evicted ? 1 : 0) + (retaken ? 1 : 0);
        result.r2 = Fixture.weightOf(shared);
        result.r3 = (processor.owner() == taker) == retaken ? 1 : 0;
    }
}
