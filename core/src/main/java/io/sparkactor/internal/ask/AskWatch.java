package io.sparkactor.internal.ask;

import io.sparkactor.spi.TimerEntry;
import io.sparkactor.spi.TimerService;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Watches one wait of an actor off the hot path: for its deadline, and for a circle of actors that wait for each other.
 *
 * <p>A circle is closed by the last wait that begins, so each need look only once, 20 ms after it began, and again when its message
 * was forwarded. A circle counts when a second look 5 ms later finds the same waits. {@link #fire} runs on the timer's thread; the
 * lock is held for a few lists of waits and never while something waits.
 */
final class AskWatch extends TimerEntry {

    private static final long FIRST_LOOK = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long SECOND_LOOK = TimeUnit.MILLISECONDS.toNanos(5);

    private final ReplyWait wait;
    private List<ReplyWait> suspects = List.of();
    private boolean ended;

    AskWatch(ReplyWait wait) {
        this.wait = wait;
    }

    void start() {
        timers().schedule(this, nextLook(FIRST_LOOK));
    }

    synchronized void end() {
        ended = true;
        timers().cancel(this);
    }

    /** The message was forwarded: looks again. */
    synchronized void moved() {
        if (!ended && timers().cancel(this)) {
            suspects = List.of();
            timers().schedule(this, nextLook(FIRST_LOOK));
        }
    }

    @Override
    public synchronized void fire() {
        if (ended || !wait.isPending()) {
            return;
        }
        if (wait.core().hooks().nanoTime() >= wait.deadlineNanos()) {
            wait.fail(new AskFailure.TimedOut());
            return;
        }
        boolean doubtful = look();
        if (wait.isPending()) { // also when another wait of the circle has failed: this one keeps its deadline
            timers().schedule(this, doubtful ? nextLook(SECOND_LOOK) : wait.deadlineNanos());
        }
    }

    /** Looks for a circle, and breaks up one that was there before; whether a second look is needed. */
    private boolean look() {
        List<ReplyWait> found = AskCycle.through(wait);
        if (!found.isEmpty() && found.equals(suspects)) {
            AskCycle.breakUp(found);
            found = List.of();
        }
        suspects = found;
        return !found.isEmpty();
    }

    private long nextLook(long afterNanos) {
        return Math.min(wait.core().hooks().nanoTime() + afterNanos, wait.deadlineNanos());
    }

    private TimerService timers() {
        return wait.core().timers();
    }
}
