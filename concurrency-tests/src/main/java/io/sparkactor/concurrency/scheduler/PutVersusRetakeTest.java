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
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A worker that has just woken puts two turns (the second displaces the first to the ring) while another retakes its processor.
 *
 * <p>The hole: put, then read the owner, against change the owner, then drain. Without full fences between, the worker may miss
 * the loss and the drain may miss the put: a turn would stay with a worker that owns nothing, where nobody looks.
 *
 * <p>Result: weight in the shared queue, weight left with the worker.
 */
@JCStressTest
@Outcome(id = "11, 0", expect = ACCEPTABLE, desc = "both turns are in the shared queue, once")
@Outcome(id = "1, 10", expect = FORBIDDEN, desc = "the slot was forgotten")
@Outcome(id = "10, 1", expect = FORBIDDEN, desc = "the ring was forgotten")
@Outcome(expect = FORBIDDEN, desc = "a turn was lost or doubled")
@State
public class PutVersusRetakeTest {

    private final SharedQueue shared = new SharedQueue();
    private final Fixture.Owner victim = new Fixture.Owner(shared);
    private final Fixture.Owner taker = new Fixture.Owner(shared);
    private final Processor processor = new Processor();

    public PutVersusRetakeTest() {
        processor.tryAcquire(victim);
        victim.queue().hold(processor);
    }

    @Actor
    public void worker() {
        victim.queue().put(Fixture.A);
        victim.queue().put(Fixture.B);
    }

    @Actor
    public void retaker() {
        processor.tryRetake(victim, taker);
        victim.queue().drain();
    }

    @Arbiter
    public void count(II_Result result) {
        result.r1 = Fixture.weightOf(shared);
        result.r2 = Fixture.weightOf(victim.queue());
    }
}
