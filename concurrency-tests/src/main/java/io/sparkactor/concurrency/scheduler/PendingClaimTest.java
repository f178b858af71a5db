package io.sparkactor.concurrency.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.internal.scheduler.PendingWorker;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Two putters find nobody pending. The hole: both would wake a worker, and one of the two would be forgotten as pending. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true"},
        expect = ACCEPTABLE,
        desc = "one wakes a worker")
@Outcome(id = "true, true", expect = FORBIDDEN, desc = "two workers pending")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "nobody wakes a worker")
@State
public class PendingClaimTest {

    private final PendingWorker<Object> pending = new PendingWorker<>();

    @Actor
    public void first(ZZ_Result result) {
        result.r1 = pending.claim();
    }

    @Actor
    public void second(ZZ_Result result) {
        result.r2 = pending.claim();
    }
}
