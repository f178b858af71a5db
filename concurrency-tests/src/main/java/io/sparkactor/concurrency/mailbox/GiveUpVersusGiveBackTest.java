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
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * A sender that waits gives up while the only place is given back.
 *
 * <p>The hole: the place is handed to a sender that has just left, and is lost.
 *
 * <p>Result: whether the sender got the place, how many places are taken.
 */
@JCStressTest
@Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "the sender got it before it gave up")
@Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "the sender gave up, the place is free")
@Outcome(expect = FORBIDDEN, desc = "a place is lost, or is not counted")
@State
public class GiveUpVersusGiveBackTest {

    private final SteppedSystem system = new SteppedSystem(0);
    private final Places places = new Places(system, 1);

    public GiveUpVersusGiveBackTest() {
        places.tryTake();
    }

    @Actor
    public void sender(ZI_Result result) {
        system.meet();
        result.r1 = places.await(Long.MAX_VALUE, () -> true);
    }

    @Actor
    public void turn() {
        system.meet();
        places.giveBack();
    }

    @Arbiter
    public void rest(ZI_Result result) {
        result.r2 = places.taken();
    }
}
