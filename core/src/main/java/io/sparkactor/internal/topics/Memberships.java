package io.sparkactor.internal.topics;

import io.sparkactor.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The topics that one receiver has joined, each with the number of the membership, so that it can leave them all when it ends.
 * Thread-safe: guarded by its monitor.
 */
public final class Memberships {

    private final Map<Topic<?>, Long> numbers = HashMap.newHashMap(1);

    /** None yet. */
    public Memberships() {}

    /** Notes a membership; false if there is one. */
    synchronized boolean add(Topic<?> topic, Long number) {
        return numbers.putIfAbsent(topic, number) == null;
    }

    /** Forgets a membership; its number, or null if there is none. */
    synchronized @Nullable Long remove(Topic<?> topic) {
        return numbers.remove(topic);
    }

    /** The topics; a copy. */
    synchronized List<Topic<?>> topics() {
        return List.copyOf(numbers.keySet());
    }
}
