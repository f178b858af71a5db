package io.sparkactor.concurrency.timer;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * An entry is scheduled while the timer goes to sleep: either the timer sees it or the caller wakes the timer.
 *
 * <p>Guards the second hand-shake of {@code TimerWheel}: publish the wake-up time, then look again. Run: {@code
 * -t ScheduleVersusParkTest}.
 */
@JCStressTest
@Outcome(id = "false, 1", expect = Expect.ACCEPTABLE, desc = "Awake in time, fired.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A lost wake-up: the timer sleeps past the entry.")
@State
public class ScheduleVersusParkTest {

    private final SteppedTimer timer = new SteppedTimer();
    private final SteppedTimer.Counted entry = new SteppedTimer.Counted();

    /** The caller. */
    @Actor
    public void schedule() {
        timer.schedule(entry, 5);
    }

    /** The timer's thread. */
    @Actor
    public void park() {
        timer.runUntilParked();
    }

    /** Asks whether the timer overslept, then counts. */
    @Arbiter
    public void count(ZI_Result result) {
        result.r1 = timer.sleepsPast(5);
        timer.passMillis(10);
        timer.runUntilParked();
        result.r2 = entry.fired;
    }
}
