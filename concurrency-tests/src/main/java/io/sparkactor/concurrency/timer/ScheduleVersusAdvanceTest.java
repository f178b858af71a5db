package io.sparkactor.concurrency.timer;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * An entry is scheduled while the timer passes its bucket: it is not left behind until the wheel comes round again.
 *
 * <p>Guards the first hand-shake of {@code TimerWheel}: mark the bucket, then read the position. Run: {@code
 * -t ScheduleVersusAdvanceTest}.
 */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Fired within two ticks.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Left behind in a bucket that was passed, or fired twice.")
@State
public class ScheduleVersusAdvanceTest {

    private final SteppedTimer timer = new SteppedTimer();
    private final SteppedTimer.Counted entry = new SteppedTimer.Counted();

    /** A timer that is late. */
    public ScheduleVersusAdvanceTest() {
        timer.passMillis(10);
    }

    /** The caller. */
    @Actor
    public void schedule() {
        timer.schedule(entry, 5);
    }

    /** The timer's thread. */
    @Actor
    public void advance() {
        timer.runUntilParked();
    }

    /** Lets two ticks pass and counts. */
    @Arbiter
    public void count(I_Result result) {
        timer.passMillis(3);
        timer.runUntilParked();
        result.r1 = entry.fired;
    }
}
