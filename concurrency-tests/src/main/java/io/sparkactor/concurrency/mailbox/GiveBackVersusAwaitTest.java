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
 * A sender begins to wait while the only place is given back.
 *
 * <p>The hole: who gives back looks for waiting senders before this one is registered, and this one looks for a place before it is
 * free.
 *
 * <p>Result: whether the sender got the place, whether it would sleep for ever, how many places are taken.
 */
@JCStressTest
@Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "the sender has the place")
@Outcome(expect = FORBIDDEN, desc = "the sender waits beside a free place, or has one that is not counted")
@State
public class GiveBackVersusAwaitTest {

    private final SteppedSystem system = new SteppedSystem(1);
    private final Places places = new Places(system, 1);

    public GiveBackVersusAwaitTest() {
        places.tryTake();
    }

    @Actor
    public void sender(ZZI_Result result) {
        system.meet();
        try {
            result.r1 = places.await(Long.MAX_VALUE, () -> false);
        } catch (SteppedSystem.Asleep e) {
            // told by overslept()
        }
    }

    @Actor
    public void turn() {
        system.meet();
        places.giveBack();
        system.leave();
    }

    @Arbiter
    public void rest(ZZI_Result result) {
        result.r2 = system.overslept();
        result.r3 = places.taken();
    }
}
