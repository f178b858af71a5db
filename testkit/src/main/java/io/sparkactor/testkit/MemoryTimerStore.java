package io.sparkactor.testkit;

import io.sparkactor.TimerStoreException;
import io.sparkactor.spi.TimerRow;
import io.sparkactor.spi.TimerStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Durable timers in memory, for tests: what a file would hold, without the file. Thread-safe; never blocks.
 *
 * <p>{@link #afterCrash} and {@link #afterPowerCut} give the store of the next run of the program; {@link #fail} lets the storage fail.
 */
public final class MemoryTimerStore implements TimerStore {

    /** Guarded by this object, as all fields are. */
    private final Map<Key, TimerRow> rows = new LinkedHashMap<>();

    /** What was said to be done since something was last put on stable storage, newest first. */
    private final Deque<TimerRow> notForced = new ArrayDeque<>();

    private @Nullable String failure;

    private record Key(String owner, String id) {}

    /** An empty store. */
    public MemoryTimerStore() {}

    private MemoryTimerStore(MemoryTimerStore before) {
        rows.putAll(before.rows);
    }

    /** What the next run of the program finds if this one ends here; this store refuses everything from now on. */
    public synchronized MemoryTimerStore afterCrash() {
        failure = "the program has ended";
        return new MemoryTimerStore(this);
    }

    /** The same where the machine ends too: what need not be on stable storage is lost. */
    public synchronized MemoryTimerStore afterPowerCut() {
        notForced.forEach(row -> rows.put(keyOf(row), row));
        return afterCrash();
    }

    /** From now on each call fails, with this text; null for no more. */
    public synchronized void fail(@Nullable String text) {
        failure = text;
    }

    /** All rows, in the order in which they were written. */
    public synchronized List<TimerRow> all() {
        return List.copyOf(rows.values());
    }

    @Override
    public synchronized List<TimerRow> rows(String owner) {
        check();
        return rows.values().stream()
                .filter(row -> row.owner().equals(Objects.requireNonNull(owner, "owner")))
                .toList();
    }

    @Override
    public synchronized void put(TimerRow row) {
        check();
        notForced.clear();
        rows.remove(keyOf(row));
        rows.put(keyOf(row), row);
    }

    @Override
    public synchronized boolean remove(TimerRow row) {
        check();
        notForced.clear();
        boolean was = isPresent(row);
        if (was) {
            rows.remove(keyOf(row));
        }
        return was;
    }

    @Override
    public synchronized boolean done(TimerRow row, @Nullable TimerRow next) {
        check();
        if (!isPresent(row)) {
            return false;
        }
        TimerRow was = Objects.requireNonNull(rows.remove(keyOf(row)));
        notForced.addFirst(was);
        if (next != null) {
            rows.put(keyOf(next), next);
        }
        return true;
    }

    /** Refuses all from now on; what it holds can still be had by {@link #afterCrash}. */
    @Override
    public synchronized void close() {
        failure = "the store is closed";
    }

    private boolean isPresent(TimerRow row) {
        TimerRow present = rows.get(keyOf(row));
        return present != null && present.isSameAs(row);
    }

    private static Key keyOf(TimerRow row) {
        return new Key(row.owner(), row.id());
    }

    private void check() {
        if (failure != null) {
            throw new TimerStoreException(failure, null);
        }
    }
}
