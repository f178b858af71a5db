package io.sparkactor.agent.internal.tool;

import io.sparkactor.agent.tool.ToolJournal;
import java.util.LinkedHashMap;
import java.util.Map;

/** The latest calls, in memory. Thread-safe. */
public final class MemoryJournal implements ToolJournal {

    private final int capacity;

    /** Guarded by this object; oldest first. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * An empty journal.
     *
     * @throws IllegalArgumentException if {@code capacity} is not positive
     */
    public MemoryJournal(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be positive: " + capacity);
        }
        this.capacity = capacity;
    }

    @Override
    public synchronized Entry begin(String key) {
        Entry known = entries.putIfAbsent(key, new Entry.Begun());
        if (entries.size() > capacity) {
            var oldest = entries.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return known == null ? new Entry.Unknown() : known;
    }

    @Override
    public synchronized void done(String key, Entry.Done result) {
        entries.replace(key, result);
    }
}
