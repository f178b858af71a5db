package io.sparkactor.concurrency.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.internal.scheduler.ReadySlot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The worker puts twice while another takes the slot.
 *
 * <p>The hole: a slot that is read and then written would give a displaced turn out twice (a sum with a 2), or drop the turn that
 * was put between the read and the write (a sum without it).
 */
@JCStressTest
@Outcome(id = "11", expect = ACCEPTABLE, desc = "each turn left once")
@Outcome(expect = FORBIDDEN, desc = "a turn was lost or doubled")
@State
public class SlotExchangeVersusTakeTest {

    private final ReadySlot slot = new ReadySlot();
    private int displaced;
    private int taken;

    @Actor
    public void worker() {
        displaced += Fixture.weight(slot.put(Fixture.A));
        displaced += Fixture.weight(slot.put(Fixture.B));
    }

    @Actor
    public void taker() {
        taken = Fixture.weight(slot.take());
        taken += Fixture.weight(slot.take());
    }

    @Arbiter
    public void count(I_Result result) {
        result.r1 = displaced + taken + Fixture.weight(slot.take());
    }
}
