package io.sparkactor.concurrency.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.internal.scheduler.ReadyRing;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The ring is full, so the put goes to the place of the turn that is being taken.
 *
 * <p>The hole: a put that overwrites a place before the head has passed it loses the old turn, or lets the taker leave with the
 * new one, which is then taken again.
 */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "the put saw the ring full")
@Outcome(id = "1, 1, 10", expect = ACCEPTABLE, desc = "the put got the place that the take had left")
@Outcome(expect = FORBIDDEN, desc = "a turn was lost or doubled")
@State
public class FullRingPutVersusTakeTest {

    private final ReadyRing ring = new ReadyRing();
    private int taken;
    private boolean accepted;

    public FullRingPutVersusTakeTest() {
        ring.put(Fixture.A);
        for (int i = 1; i < ReadyRing.CAPACITY; i++) {
            ring.put(Fixture.C);
        }
    }

    @Actor
    public void worker() {
        accepted = ring.put(Fixture.B);
    }

    @Actor
    public void taker() {
        taken = Fixture.weight(ring.take());
    }

    @Arbiter
    public void count(III_Result result) {
        for (int i = 1; i < ReadyRing.CAPACITY; i++) {
            ring.take();
        }
        result.r1 = taken;
        result.r2 = accepted ? 1 : 0;
        result.r3 = Fixture.weight(ring.take());
    }
}
