package io.sparkactor.internal.cell;

import io.sparkactor.DurableTimer;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.internal.stack.StackReserve;
import io.sparkactor.spi.TimerRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The durable timers of one living actor: from its first one, or the first that an earlier life has left, to its stop. They survive its
 * restarts. For the actor's turn and its start, but for what says otherwise.
 */
final class DurableOwner {

    private final DurableTimers timers;
    private final ActorCell<?> cell;
    private final String key;

    /** By id. */
    private final Map<String, DurableTick<?>> ticks = new ConcurrentHashMap<>();

    private volatile boolean ended;

    private DurableOwner(DurableTimers timers, ActorCell<?> cell, String key) {
        this.timers = timers;
        this.cell = cell;
        this.key = key;
    }

    /** The names on the way from the top to a cell; null if one of them was made up, as that is another one in the next run. */
    private static @Nullable String keyOf(ActorCell<?> cell) {
        Deque<String> names = new ArrayDeque<>();
        ActorCell<?> at = cell;
        for (ActorCell<?> above = at.parentCell(); above != null; above = at.parentCell()) {
            String name = at.spec().name().orElse(null);
            if (name == null) {
                return null;
            }
            names.addFirst(name);
            at = above;
        }
        return String.join("/", names);
    }

    /** Arms what an earlier life of the actor has left, if anything; before {@code preStart}. */
    static void begin(ActorCell<?> cell) {
        DurableTimers timers = cell.core().durableTimers();
        String key = timers == null ? null : keyOf(cell);
        if (timers == null || key == null) {
            return;
        }
        List<TimerRow> rows = timers.store().rows(key);
        if (!rows.isEmpty()) {
            open(timers, cell, key).takeOver(rows, cell);
        }
    }

    private static DurableOwner open(DurableTimers timers, ActorCell<?> cell, String key) {
        DurableOwner owner = new DurableOwner(timers, cell, key);
        cell.extras().durable = owner;
        timers.opened(key, owner);
        return owner;
    }

    private <M> void takeOver(List<TimerRow> rows, ActorCell<M> started) {
        List<DurableTick<M>> left = new ArrayList<>(rows.size());
        for (TimerRow row : rows) {
            DurableTick<M> tick = new DurableTick<>(this, started, row, read(row, started));
            register(tick);
            left.add(tick);
        }
        // Who cancels by a handle of an earlier life has either seen these, or had removed the row before this second
        // look.
        Set<Long> present = new HashSet<>();
        timers.store().rows(key).forEach(row -> present.add(row.generation()));
        left.stream().filter(tick -> !present.contains(tick.row().generation())).forEach(DurableTick::end);
        left.sort(Comparator.comparing(
                DurableTick::due)); // stable: of one moment, in the order in which they were written
        if (ended) {
            left.forEach(DurableTick::end); // a newer actor has the name
            return;
        }
        Instant now = started.core().hooks().now();
        left.forEach(tick -> tick.begin(now));
    }

    /** The message of a row; null if it cannot be had. */
    @SuppressWarnings("unchecked") // checked against the class that the actor accepts
    private <M> @Nullable M read(TimerRow row, ActorCell<M> reader) {
        try {
            Object message = Objects.requireNonNull(timers.codec().decode(row.payload()), "the message is null");
            return (M) reader.acceptedType().cast(message);
        } catch (RuntimeException | LinkageError thrown) {
            timers.report(
                    new RuntimeEvent.DurableTimerKept(cell.path(), row.id(), thrown),
                    () -> "the durable timer " + row.id() + " of " + cell.path()
                            + " is not armed, but kept, as its message cannot be read",
                    thrown);
            return null;
        }
    }

    /** See {@link io.sparkactor.ActorContext#durableTimer(String, Instant, Object)}. */
    static <M> DurableTimer schedule(ActorCell<M> cell, String id, Instant due, Duration period, M message) {
        StackReserve.checkWaiting(); // a store that is cut short in the middle of a write is of no use to anybody
        checkId(cell, id);
        DurableOwner owner = of(cell);
        DurableTimers timers = owner.timers;
        byte[] payload = timers.codec().encode(message);
        @SuppressWarnings("unchecked") // what comes back equals what went in
        M copy = (M) Objects.requireNonNull(timers.codec().decode(payload));
        TimerRow row = new TimerRow(owner.key, id, cell.core().hooks().randomLong(), due, period, payload);
        timers.store().put(row);
        DurableTick<M> tick = new DurableTick<>(owner, cell, row, copy);
        owner.register(tick);
        if (owner.ended) {
            tick.end(); // another actor has the name by now
        } else {
            tick.arm();
        }
        return tick;
    }

    /** See {@link io.sparkactor.ActorContext#findDurableTimer}. */
    static Optional<DurableTimer> find(ActorCell<?> cell, String id) {
        checkId(cell, id);
        return Optional.ofNullable(of(cell).ticks.get(id));
    }

    private static void checkId(ActorCell<?> cell, String id) {
        if (id.isBlank()) {
            throw new IllegalArgumentException("the id of a durable timer of " + cell.path() + " must not be blank");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(id)) {
            throw new IllegalArgumentException("the id of a durable timer of " + cell.path()
                    + " has half of a surrogate pair in it, which is no text that a store could keep");
        }
    }

    private static DurableOwner of(ActorCell<?> cell) {
        DurableOwner known = cell.extras().durable;
        if (known != null) {
            return known;
        }
        DurableTimers timers = cell.core().durableTimers();
        if (timers == null) {
            throw new IllegalStateException("the syndicate " + cell.core().name()
                    + " keeps no durable timers; open it with c -> c.durableTimers(FileTimerStore.open(path), codec), of"
                    + " the module spark-actor-persistence");
        }
        String key = keyOf(cell);
        if (key == null) {
            throw new IllegalStateException("a durable timer belongs to the name of its actor, but " + cell.path()
                    + " or an actor above it was given none, and will have another one in the next run of the program; create"
                    + " them by ActorSpec.of(…).named(…)");
        }
        return open(timers, cell, key);
    }

    /** Makes a tick known under its id, instead of an earlier one, which fires no more. */
    private void register(DurableTick<?> tick) {
        DurableTick<?> before = ticks.put(tick.id(), tick);
        timers.begun(tick);
        if (before != null) {
            before.endReplaced();
        }
    }

    /** A tick has ended. Thread-safe. */
    void forget(DurableTick<?> tick) {
        ticks.remove(tick.id(), tick);
        timers.ended(tick);
    }

    /** How many there are. Thread-safe. */
    int size() {
        return ticks.size();
    }

    /** Of two of one name. */
    boolean isOlderThan(DurableOwner other) {
        return cell.isBefore(other.cell);
    }

    DurableTimers timers() {
        return timers;
    }

    /** The actor has stopped, or another one has its name: what the store has is for the next life. Thread-safe. */
    void end() {
        ended = true;
        timers.closed(key, this);
        List.copyOf(ticks.values()).forEach(DurableTick::end);
    }
}
