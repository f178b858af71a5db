package io.sparkactor.concurrency.mailbox;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.concurrency.cell.SteppedSystem;
import io.sparkactor.internal.mailbox.Places;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/**
 * A place is given back, one sender gives up, another begins to wait.
 *
 * <p>The hole: who hands the place on holds it for the sender that is leaving, just when the other one looks for it. It must look again
 * when it finds nobody to hand it to.
 *
 * <p>Result: whether the sender that waits got the place, whether it would sleep for ever, how many places are taken.
 */
@JCStressTest
@Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "the sender has the place")
@Outcome(expect = FORBIDDEN, desc = "the sender waits beside a free place")
@State
public class HandOnVersusAwaitTest {

    private final SteppedSystem system = new SteppedSystem(2);
    private final Places places = new Places(system, 1);

    public HandOnVersusAwaitTest() {
        places.tryTake();
    }

    @Actor
    public void leaver() {
        if (places.await(Long.MAX_VALUE, () -> true)) {
            places.giveBack();
        }
        system.leave();
    }

    @Actor
    public void turn() {
        places.giveBack();
        system.leave();
    }

    @Actor
    public void waiter(ZZI_Result result) {
        try {
            result.r1 = places.await(Long.MAX_VALUE, () -> false);
        } catch (SteppedSystem.Asleep e) {
            // told by overslept()
        }
    }

    @Arbiter
    public void rest(ZZI_Result result) {
        result.r2 = system.overslept();
        result.r3 = places.taken();
    }
}
