package io.sparkactor.concurrency.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.internal.scheduler.PendingWorker;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A turn hands another one to a spinning worker, which leaves its place meanwhile.
 *
 * <p>The hole: a turn that is put to a place that its worker has left, or is about to leave without looking, never runs.
 *
 * <p>Result: whether the turn was handed, whether the worker left with it.
 */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "the worker has it")
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "the worker had left; the turn goes to the shared queue")
@Outcome(id = "true, false", expect = FORBIDDEN, desc = "the turn is lost")
@Outcome(id = "false, true", expect = FORBIDDEN, desc = "the turn runs twice")
@State
public class HandVersusSpinEndTest {

    private final PendingWorker<String> pending = new PendingWorker<>();

    public HandVersusSpinEndTest() {
        pending.claimSpinning();
    }

    @Actor
    public void sender(ZZ_Result result) {
        result.r1 = pending.hand(Fixture.A);
    }

    @Actor
    public void spinner(ZZ_Result result) {
        result.r2 = pending.leaveSpinning() == Fixture.A;
    }
}
