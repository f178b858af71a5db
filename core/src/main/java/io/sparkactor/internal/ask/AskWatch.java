package io.sparkactor.internal.ask;

import io.sparkactor.spi.TimerEntry;
import io.sparkactor.spi.TimerService;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Watches the ask of an actor off the hot path: for its deadline, and for a circle of actors that wait for each other.
 *
 * <p>The ask that closes a circle is the last one made, so each ask need look only once, 20 ms after it began to wait, and again when
 * it was forwarded. A circle counts when a second look 5 ms later finds the same slots. {@link #fire} runs on the timer's thread;
 * the lock is held for a few lists of slots and never while something waits.
 */
final class AskWatch extends TimerEntry {

    private static final long FIRST_LOOK = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long SECOND_LOOK = TimeUnit.MILLISECONDS.toNanos(5);

    private final WaitingSlot slot;
    private List<AskSlot> suspects = List.of();
    private boolean ended;

    AskWatch(WaitingSlot slot) {
        this.slot = slot;
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
        if (ended || !slot.isPending()) {
            return;
        }
        if (slot.core().hooks().nanoTime() >= slot.terms().deadlineNanos()) {
            slot.fail(new AskFailure.TimedOut());
            return;
        }
        List<AskSlot> found = AskCycle.through(slot);
        if (!found.isEmpty() && found.equals(suspects)) {
            AskCycle.breakUp(found);
            return;
        }
        suspects = found;
        timers().schedule(this, found.isEmpty() ? slot.terms().deadlineNanos() : nextLook(SECOND_LOOK));
    }

    private long nextLook(long afterNanos) {
        return Math.min(
                slot.core().hooks().nanoTime() + afterNanos, slot.terms().deadlineNanos());
    }

    private TimerService timers() {
        return slot.core().timers();
    }
}
