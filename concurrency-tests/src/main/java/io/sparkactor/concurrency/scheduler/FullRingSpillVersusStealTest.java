package io.sparkactor.concurrency.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.internal.scheduler.Processors;
import io.sparkactor.internal.scheduler.ReadyRing;
import io.sparkactor.internal.scheduler.SharedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A worker whose ring is full moves half of it to the shared queue while another one steals half of it.
 *
 * <p>The hole: both move the same turns.
 *
 * <p>Result: how many turns there are at the end.
 */
@JCStressTest
@Outcome(id = "258", expect = ACCEPTABLE, desc = "each is there once")
@Outcome(expect = FORBIDDEN, desc = "turns were lost or doubled")
@State
public class FullRingSpillVersusStealTest {

    private final SharedQueue shared = new SharedQueue();
    private final Fixture.Owner owner = new Fixture.Owner(shared);
    private final Fixture.Owner thief = new Fixture.Owner(shared);
    private int stolen;

    public FullRingSpillVersusStealTest() {
        Processors processors = new Processors(2);
        processors.acquireFree(owner);
        processors.acquireFree(thief);
        for (int i = 0; i <= ReadyRing.CAPACITY; i++) {
            owner.queue().put(Fixture.A);
        }
    }

    @Actor
    public void worker() {
        owner.queue().put(Fixture.A);
    }

    @Actor
    public void thief() {
        stolen = Fixture.weight(thief.queue().stealFrom(owner.queue()));
    }

    @Arbiter
    public void count(I_Result result) {
        result.r1 =
                stolen + Fixture.weightOf(thief.queue()) + Fixture.weightOf(owner.queue()) + Fixture.weightOf(shared);
    }
}
