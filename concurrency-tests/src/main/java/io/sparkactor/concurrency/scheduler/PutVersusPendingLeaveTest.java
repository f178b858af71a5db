package io.sparkactor.concurrency.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.internal.scheduler.PendingWorker;
import io.sparkactor.internal.scheduler.SharedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A thread outside puts a turn while the pending worker leaves its place to be idle.
 *
 * <p>The hole: put, then look whether someone is pending, against leave, then look for turns. Without full fences both may look
 * past each other, and the turn waits for ever.
 *
 * <p>Result: whether the putter wakes a worker, whether the leaving worker sees the turn.
 */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "both: one of them finds nothing later")
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the putter wakes the next worker")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the leaving worker stays for the turn")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "a lost wake-up")
@State
public class PutVersusPendingLeaveTest {

    private final SharedQueue shared = new SharedQueue();
    private final PendingWorker<String> pending = new PendingWorker<>();

    public PutVersusPendingLeaveTest() {
        pending.claim();
        pending.appoint("worker");
    }

    @Actor
    public void putter(ZZ_Result result) {
        shared.put(Fixture.A);
        result.r1 = !pending.isSet() && pending.claim();
    }

    @Actor
    public void leaver(ZZ_Result result) {
        pending.leave();
        result.r2 = !shared.isEmpty();
    }
}
