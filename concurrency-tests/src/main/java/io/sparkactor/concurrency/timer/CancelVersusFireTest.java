package io.sparkactor.concurrency.timer;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * An entry is cancelled while the timer fires it: exactly one of the two happens.
 *
 * <p>Guards the decision under the bucket's lock in {@code TimerWheel.empty} and {@code Bucket.cancel}. Run: {@code
 * -t CancelVersusFireTest}.
 */
@JCStressTest
@Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "Cancelled.")
@Outcome(id = "false, 1", expect = Expect.ACCEPTABLE, desc = "Fired.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both, neither, or fired twice.")
@State
public class CancelVersusFireTest {

    private final SteppedTimer timer = new SteppedTimer();
    private final SteppedTimer.Counted entry = new SteppedTimer.Counted();

    /** An entry that is due. */
    public CancelVersusFireTest() {
        timer.schedule(entry, 5);
        timer.passMillis(10);
    }

    /** The asker whose reply has come. */
    @Actor
    public void cancel(ZI_Result result) {
        result.r1 = timer.wheel.cancel(entry);
    }

    /** The timer's thread. */
    @Actor
    public void fire() {
        timer.runUntilParked();
    }

    /** Counts. */
    @Arbiter
    public void count(ZI_Result result) {
        result.r2 = entry.fired;
    }
}
