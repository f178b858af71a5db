package io.sparkactor.internal.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkactor.spi.TimerEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {

    private static final long MILLI = 1_000_000;
    private static final long TICK = 1 << 20;

    private final HandDrivenHooks hooks = new HandDrivenHooks();
    private final TimerWheel wheel = new TimerWheel(hooks, "test");

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                TICK - 1,
                TICK,
                TICK + 1,
                255 * TICK,
                256 * TICK,
                65536 * TICK + 5,
                5_000 * MILLI,
                3_600_000 * MILLI,
                40_000_000_000L * MILLI
            })
    void entryFiresAtItsMomentAndNotBefore(long delay) {
        var entry = new Recorder();
        wheel.schedule(entry, hooks.nanos + delay);
        if (delay > 0) {
            pass(delay - 1);
            assertEquals(0, entry.fired, "fired early");
            pass(1);
        }
        pass(TICK);
        assertEquals(1, entry.fired);
        pass(40_000_000_000L * MILLI);
        assertEquals(1, entry.fired, "fired once more");
    }

    @Test
    void entryWhoseMomentHasPassedFiresOnTheTimersThreadOnly() {
        pass(10 * MILLI);
        var entry = new Recorder();
        wheel.schedule(entry, hooks.nanos - 5 * MILLI);
        assertEquals(0, entry.fired);
        pass(TICK);
        assertEquals(1, entry.fired);
    }

    @Test
    void cancelledEntryNeverFires() {
        var entry = new Recorder();
        wheel.schedule(entry, hooks.nanos + 5 * MILLI);
        assertTrue(wheel.cancel(entry));
        assertFalse(wheel.cancel(entry));
        pass(100 * MILLI);
        assertEquals(0, entry.fired);
    }

    @Test
    void cancelAfterFiringAndWithoutScheduleSaysFalse() {
        var entry = new Recorder();
        assertFalse(wheel.cancel(entry));
        wheel.schedule(entry, hooks.nanos + MILLI);
        pass(3 * MILLI);
        assertFalse(wheel.cancel(entry));
    }

    @Test
    void cancelledEntryIsUnlinkedAtOnce() {
        var first = new Recorder();
        var second = new Recorder();
        wheel.schedule(first, hooks.nanos + 5_000 * MILLI);
        wheel.schedule(second, hooks.nanos + 5_000 * MILLI);
        wheel.cancel(first);
        TimerNode node = first;
        assertEquals(null, node.bucket);
        assertEquals(null, node.next);
        assertEquals(null, node.previous);
        pass(5_002 * MILLI);
        assertEquals(1, second.fired);
    }

    @Test
    void entryMovedToAFinerBucketCanStillBeCancelled() {
        var entry = new Recorder();
        wheel.schedule(entry, hooks.nanos + 20_000 * MILLI);
        pass(19_999 * MILLI);
        assertTrue(wheel.cancel(entry));
        pass(10 * MILLI);
        assertEquals(0, entry.fired);
    }

    @Test
    void entryMayBeScheduledAgainAfterItHasFiredOrWasCancelled() {
        var entry = new Recorder();
        wheel.schedule(entry, hooks.nanos + MILLI);
        assertThrows(IllegalStateException.class, () -> wheel.schedule(entry, hooks.nanos + MILLI));
        wheel.cancel(entry);
        wheel.schedule(entry, hooks.nanos + MILLI);
        pass(3 * MILLI);
        wheel.schedule(entry, hooks.nanos + MILLI);
        pass(3 * MILLI);
        assertEquals(2, entry.fired);
    }

    @Test
    void entryMayScheduleItselfWhileItFires() {
        var entry = new Recorder() {
            @Override
            public void fire() {
                super.fire();
                wheel.schedule(this, hooks.nanos + 10 * MILLI);
            }
        };
        wheel.schedule(entry, hooks.nanos + 10 * MILLI);
        for (var i = 0; i < 100; i++) {
            pass(MILLI);
        }
        assertTrue(entry.fired >= 8 && entry.fired <= 10, "fired " + entry.fired + " times in 100 ms");
    }

    @Test
    void failureOfOneEntryDoesNotDisturbOthers() {
        var failing = new Recorder() {
            @Override
            public void fire() {
                throw new IllegalStateException("on purpose");
            }
        };
        var other = new Recorder();
        wheel.schedule(failing, hooks.nanos + MILLI);
        wheel.schedule(other, hooks.nanos + MILLI);
        pass(3 * MILLI);
        assertEquals(1, other.fired);
    }

    @Test
    void threadStartsWithTheFirstEntry() {
        assertEquals(0, hooks.starts);
        wheel.schedule(new Recorder(), hooks.nanos + MILLI);
        wheel.schedule(new Recorder(), hooks.nanos + MILLI);
        assertEquals(1, hooks.starts);
    }

    @Test
    void threadSleepsUntilTheNextEntryIsDue() {
        var entry = new Recorder();
        wheel.schedule(entry, hooks.nanos + 50 * MILLI);
        hooks.runUntilParked();
        assertTrue(
                hooks.parkedFor >= 50 * MILLI && hooks.parkedFor <= 50 * MILLI + TICK, "parked for " + hooks.parkedFor);
        hooks.nanos += hooks.parkedFor;
        hooks.runUntilParked();
        assertEquals(1, entry.fired);
        assertEquals(Long.MAX_VALUE, hooks.parkedFor, "nothing to wait for");
    }

    @Test
    void farEntriesWakeTheThreadAFewTimesOnly() {
        for (var i = 0; i < 1_000; i++) {
            wheel.schedule(new Recorder(), hooks.nanos + Duration.ofHours(2).toNanos());
        }
        var wakes = 0;
        var end = hooks.nanos + Duration.ofHours(3).toNanos();
        for (hooks.runUntilParked(); hooks.parkedFor < end - hooks.nanos; hooks.runUntilParked()) {
            hooks.nanos += hooks.parkedFor;
            wakes++;
        }
        assertTrue(wakes <= 6, wakes + " wakes");
    }

    @Test
    void asksThatEndBeforeTheirTimeOutWakeTheThreadOncePerStretchOnly() {
        wheel.schedule(new Recorder(), hooks.nanos + Duration.ofSeconds(5).toNanos());
        hooks.runUntilParked();
        var entry = new Recorder();
        for (var i = 0; i < 1_000_000; i++) {
            wheel.schedule(entry, hooks.nanos + Duration.ofSeconds(5).toNanos());
            wheel.cancel(entry);
        }
        assertEquals(0, hooks.unparks);
    }

    @Test
    void earlierEntryUnparksTheThreadOnceAndALaterOneDoesNot() {
        wheel.schedule(new Recorder(), hooks.nanos + 100 * MILLI);
        hooks.runUntilParked();
        wheel.schedule(new Recorder(), hooks.nanos + 110 * MILLI);
        assertEquals(0, hooks.unparks);
        wheel.schedule(new Recorder(), hooks.nanos + 50 * MILLI);
        wheel.schedule(new Recorder(), hooks.nanos + 60 * MILLI);
        assertEquals(1, hooks.unparks);
    }

    @Test
    void nothingFiresAfterClose() {
        var entry = new Recorder();
        wheel.schedule(entry, hooks.nanos + MILLI);
        wheel.close();
        wheel.close();
        wheel.schedule(new Recorder(), hooks.nanos + MILLI);
        hooks.nanos += 10 * MILLI;
        hooks.runUntilParked();
        assertEquals(0, hooks.parkedFor, "the thread has ended");
        assertEquals(0, entry.fired);
        assertTrue(wheel.cancel(entry), "it was scheduled and will not fire");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyEntryFiresOnceAtMostATickLateOrIsCancelled(long seed) {
        var random = new Random(seed);
        var entries = new ArrayList<Recorder>();
        for (var step = 0; step < 3_000; step++) {
            for (var i = random.nextInt(4); i > 0; i--) {
                var entry = new Recorder();
                entry.due = hooks.nanos + random.nextLong(1L << 20 + random.nextInt(25));
                wheel.schedule(entry, entry.due);
                entries.add(entry);
            }
            if (!entries.isEmpty() && random.nextInt(3) == 0) {
                var entry = entries.get(random.nextInt(entries.size()));
                if (wheel.cancel(entry)) {
                    assertEquals(0, entry.fired);
                    entry.cancelled = true;
                }
            }
            pass(random.nextLong(1L << 18 + random.nextInt(20)));
            for (var entry : entries) {
                var late = hooks.nanos - entry.due;
                if (entry.cancelled || late < 0) {
                    assertEquals(0, entry.fired);
                } else if (late > TICK) {
                    assertEquals(1, entry.fired, late + " ns late");
                }
            }
            entries.removeIf(entry -> hooks.nanos - entry.due > 1_000 * MILLI);
        }
    }

    /** Lets time pass and the timer's thread do what is due. */
    private void pass(long nanos) {
        hooks.nanos += nanos;
        wheel.fireDue();
    }

    private static class Recorder extends TimerEntry {
        int fired;
        long due;
        boolean cancelled;

        @Override
        public void fire() {
            fired++;
        }
    }
}
