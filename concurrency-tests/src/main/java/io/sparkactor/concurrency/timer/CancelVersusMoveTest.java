package io.sparkactor.concurrency.timer;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * A far entry is cancelled while the timer moves it to a finer bucket: it is found and never fires.
 *
 * <p>Guards {@code TimerWheel.move}: between two buckets an entry must not look as if it had fired. Run: {@code
 * -t CancelVersusMoveTest}.
 */
@JCStressTest
@Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "Cancelled.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Not found, or fired all the same.")
@State
public class CancelVersusMoveTest {

    private final SteppedTimer timer = new SteppedTimer();
    private final SteppedTimer.Counted entry = new SteppedTimer.Counted();

    /** An entry whose coarse bucket begins. */
    public CancelVersusMoveTest() {
        timer.schedule(entry, 1_000);
        timer.passMillis(900);
    }

    /** The asker whose reply has come. */
    @Actor
    public void cancel(ZI_Result result) {
        result.r1 = timer.wheel.cancel(entry);
    }

    /** The timer's thread. */
    @Actor
    public void move() {
        timer.runUntilParked();
    }

    /** Lets the entry's moment come and counts. */
    @Arbiter
    public void count(ZI_Result result) {
        timer.passMillis(200);
        timer.runUntilParked();
        result.r2 = entry.fired;
    }
}
