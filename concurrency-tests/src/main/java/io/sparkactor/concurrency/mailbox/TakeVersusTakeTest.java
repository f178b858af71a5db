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
 * Two senders come to a mailbox with one free place.
 *
 * <p>The hole: both see the place free before either takes it.
 *
 * <p>Result: who got it, how many places of two are taken.
 */
@JCStressTest
@Outcome(id = "true, false, 2", expect = ACCEPTABLE, desc = "the first got it")
@Outcome(id = "false, true, 2", expect = ACCEPTABLE, desc = "the second got it")
@Outcome(expect = FORBIDDEN, desc = "the bound was passed, or nobody got the place")
@State
public class TakeVersusTakeTest {

    private final Places places = new Places(new SteppedSystem(0), 2);

    public TakeVersusTakeTest() {
        places.tryTake();
    }

    @Actor
    public void first(ZZI_Result result) {
        result.r1 = places.tryTake();
    }

    @Actor
    public void second(ZZI_Result result) {
        result.r2 = places.tryTake();
    }

    @Arbiter
    public void rest(ZZI_Result result) {
        result.r3 = places.taken();
    }
}
