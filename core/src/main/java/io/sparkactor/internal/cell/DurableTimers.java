package io.sparkactor.internal.cell;

import io.sparkactor.RuntimeEvent;
import io.sparkactor.internal.events.Failures;
import io.sparkactor.internal.stack.StackReserve;
import io.sparkactor.spi.Codec;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.TimerEntry;
import io.sparkactor.spi.TimerStore;
import java.lang.System.Logger;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The durable timers of a syndicate: the store, and those of living actors. Thread-safe. */
final class DurableTimers {

    private static final Logger LOG = System.getLogger("io.sparkactor.DurableTimer");

    private final SyndicateCore core;
    private final TimerStore store;
    private final Codec codec;

    /** By generation: whoever has the handle of an earlier life of an actor finds here what fires in the present one. */
    private final Map<Long, DurableTick<?>> live = new ConcurrentHashMap<>();

    /** By the names on the way to the actor. */
    private final Map<String, DurableOwner> owners = new ConcurrentHashMap<>();

    private final ClockWatch clockWatch;

    DurableTimers(SyndicateCore core, TimerStore store, Codec codec) {
        this.core = core;
        this.store = store;
        this.codec = codec;
        this.clockWatch = new ClockWatch();
    }

    TimerStore store() {
        return store;
    }

    Codec codec() {
        return codec;
    }

    /**
     * An actor has durable timers. Another one of the same name may be about to stop, as its parent failed to start: that is the older one,
     * whichever comes first, and ends.
     */
    void opened(String key, DurableOwner owner) {
        AtomicReference<@Nullable DurableOwner> ending = new AtomicReference<>();
        owners.merge(key, owner, (before, now) -> {
            DurableOwner older = now.isOlderThan(before) ? now : before;
            ending.set(older);
            return older == now ? before : now;
        });
        DurableOwner older = ending.get();
        if (older != null) {
            older.end();
        }
    }

    void closed(String key, DurableOwner owner) {
        owners.remove(key, owner);
    }

    void begun(DurableTick<?> tick) {
        live.merge(tick.row().generation(), tick, DurableTick::newer);
        clockWatch.begin();
    }

    void ended(DurableTick<?> tick) {
        live.remove(tick.row().generation(), tick);
    }

    /** See {@link io.sparkactor.DurableTimer#cancel}. */
    boolean cancel(DurableTick<?> tick) {
        StackReserve.checkWaiting(); // a store that is cut short in the middle of a write is of no use to anybody
        boolean was = store.remove(tick.row());
        DurableTick<?> present = live.get(tick.row().generation()); // behind the removal: see DurableOwner.takeOver
        if (present != null) {
            present.end();
        } else if (was) {
            tick.end(); // its id was scheduled anew right then
        }
        return was;
    }

    /** Tells operators. Never throws. */
    void report(RuntimeEvent event, Supplier<String> message, Throwable thrown) {
        try {
            core.events().publish(() -> event);
            Failures.warn(LOG, message, thrown);
        } catch (Throwable _) {
            // memory is out, or the log is broken; the store still has what it has
        }
    }

    void close() {
        try {
            store.close();
        } catch (RuntimeException thrown) {
            Failures.warn(LOG, () -> "the store of durable timers of " + core.name() + " failed to close", thrown);
        }
    }

    /** Looks whether somebody has set the wall clock, or the machine has slept, while there is something to wait for. */
    private final class ClockWatch extends TimerEntry {

        private static final long PERIOD = TimeUnit.MINUTES.toNanos(1);
        private static final long TOLERANCE = TimeUnit.MILLISECONDS.toNanos(50);

        private final AtomicBoolean running = new AtomicBoolean();

        /** How far the wall clock was from the clock for intervals. On the timer's thread. */
        private long known = offset();

        void begin() {
            if (!live.isEmpty() && running.compareAndSet(false, true)) {
                core.timers().schedule(this, core.hooks().nanoTime() + PERIOD);
            }
        }

        @Override
        public void fire() {
            long offset = offset();
            if (Math.abs(offset - known) > TOLERANCE) {
                known = offset;
                live.values().forEach(DurableTick::rearm);
            }
            running.set(false);
            begin();
        }

        private long offset() {
            RuntimeHooks hooks = core.hooks();
            Instant now = hooks.now();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - hooks.nanoTime();
        }
    }
}
