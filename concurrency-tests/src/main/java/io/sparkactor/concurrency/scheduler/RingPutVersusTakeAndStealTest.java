package io.sparkactor.concurrency.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.internal.scheduler.ReadyRing;
import io.sparkactor.spi.Turn;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The worker puts and takes while another steals half into its own ring and then takes one more.
 *
 * <p>The hole: a taker reads a place, then moves the head; were the move not atomic, or were the place overwritten in between
 * without the move failing, a turn would leave twice or never. A thief that publishes its copies before the move doubles them.
 */
@JCStressTest
@Outcome(id = "111", expect = ACCEPTABLE, desc = "each turn left once")
@Outcome(expect = FORBIDDEN, desc = "a turn was lost or doubled")
@State
public class RingPutVersusTakeAndStealTest {

    private final ReadyRing ring = new ReadyRing();
    private final ReadyRing thiefs = new ReadyRing();
    private int own;
    private int stolen;

    public RingPutVersusTakeAndStealTest() {
        ring.put(Fixture.A);
    }

    @Actor
    public void worker() {
        ring.put(Fixture.B);
        ring.put(Fixture.C);
        own = Fixture.weight(ring.take());
    }

    @Actor
    public void thief() {
        stolen = Fixture.weight(ring.stealHalf(thiefs));
        stolen += Fixture.weight(ring.take());
    }

    @Arbiter
    public void count(I_Result result) {
        result.r1 = own + stolen + rest(ring) + rest(thiefs);
    }

    private static int rest(ReadyRing ring) {
        int sum = 0;
        for (Turn turn = ring.take(); turn != null; turn = ring.take()) {
            sum += Fixture.weight(turn);
        }
        return sum;
    }
}
