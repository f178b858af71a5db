package io.sparkactor.concurrency.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.internal.scheduler.PendingWorker;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/**
 * A turn takes back what it has handed to a spinning worker, and wakes another one in its place, while that worker leaves.
 *
 * <p>The holes: the turn runs twice or never; or the late worker takes away the place of the one that was woken, which is then forgotten.
 *
 * <p>Result: whether the turn was taken back, whether the spinning worker left with it, whether somebody is pending in the end.
 */
@JCStressTest
@Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "taken back, and another one is on its way")
@Outcome(id = "false, true, false", expect = ACCEPTABLE, desc = "the worker has it, and the place is free")
@Outcome(expect = FORBIDDEN, desc = "the turn is lost or doubled, or a woken worker is forgotten")
@State
public class TakeBackVersusSpinEndTest {

    private final PendingWorker<String> pending = new PendingWorker<>();

    public TakeBackVersusSpinEndTest() {
        pending.claimSpinning();
        pending.hand(Fixture.A);
    }

    @Actor
    public void sender(ZZZ_Result result) {
        result.r1 = pending.takeBack(Fixture.A);
        if (result.r1 && pending.claim()) {
            pending.appoint("woken");
        }
    }

    @Actor
    public void spinner(ZZZ_Result result) {
        result.r2 = pending.leaveSpinning() == Fixture.A;
    }

    @Arbiter
    public void look(ZZZ_Result result) {
        result.r3 = pending.isSet();
    }
}
