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
 * A worker looks at its processor between two turns, and puts another one, while the monitor evicts it and drains its queue.
 *
 * <p>The hole: the worker that finds the loss and the monitor take from the same slot and the same ring at once. A take that is not
 * one atomic step would double a turn; and the worker forgets its processor only when its queue is empty, so what it puts afterwards
 * must not be taken for what it had before.
 *
 * <p>Result: weight in the shared queue, weight left with the worker, whether the worker in the end still believes to own the
 * processor.
 */
@JCStressTest
@Outcome(id = "111, 0, 0", expect = ACCEPTABLE, desc = "each turn is in the shared queue, once")
@Outcome(expect = FORBIDDEN, desc = "a turn was lost, doubled, or stays where nobody looks")
@State
public class LostVersusDrainTest {

    private final SharedQueue shared = new SharedQueue();
    private final Fixture.Owner victim = new Fixture.Owner(shared);
    private final Processor processor = new Processor();

    public LostVersusDrainTest() {
        processor.tryAcquire(victim);
        victim.queue().hold(processor);
        victim.queue().put(Fixture.A);
        victim.queue().put(Fixture.B);
    }

    @Actor
    public void worker() {
        victim.queue().holds();
        victim.queue().put(Fixture.C);
    }

    @Actor
    public void monitor() {
        processor.tryRelease(victim);
        victim.queue().drain();
    }

    @Arbiter
    public void count(III_Result result) {
        result.r1 = Fixture.weightOf(shared);
        result.r2 = Fixture.weightOf(victim.queue());
        result.r3 = victim.queue().holds() ? 1 : 0;
    }
}
