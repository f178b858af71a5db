package io.sparkactor.concurrency.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.internal.scheduler.PendingWorker;
import io.sparkactor.internal.scheduler.Processors;
import io.sparkactor.internal.scheduler.SharedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A worker with a processor puts a turn that displaces another to its ring, while the pending worker leaves to be idle.
 *
 * <p>The hole: the ring's put is only a release store; the put must add a full fence before it looks whether someone is pending.
 *
 * <p>Result: whether the putter wakes a worker, whether the leaving worker sees a turn in the ring.
 */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "both: one of them finds nothing later")
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the putter wakes the next worker")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the leaving worker stays for the turn")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "a lost wake-up")
@State
public class RingPutVersusPendingLeaveTest {

    private final SharedQueue shared = new SharedQueue();
    private final Processors processors = new Processors(1);
    private final Fixture.Owner owner = new Fixture.Owner(shared);
    private final PendingWorker<String> pending = new PendingWorker<>();

    public RingPutVersusPendingLeaveTest() {
        processors.acquireFree(owner);
        owner.queue().put(Fixture.A);
        pending.claim();
        pending.appoint("worker");
    }

    @Actor
    public void putter(ZZ_Result result) {
        result.r1 = owner.queue().put(Fixture.B) && !pending.isSet() && pending.claim();
    }

    @Actor
    public void leaver(ZZ_Result result) {
        pending.leave();
        result.r2 = !owner.queue().isRingEmpty();
    }
}
