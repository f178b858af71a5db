package io.sparkactor;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a close went. Immutable.
 *
 * @param took from the request to the end
 * @param undelivered how many accepted messages were not processed, by the path of their receiver, sorted by path; each also became
 *     a dead letter, unless its actor stands in {@code running}
 * @param running the paths of the actors whose turn did not end in time; their threads go on until their handlers return
 * @param ledger the books at the end
 */
public record CloseReport(Duration took, Map<String, Long> undelivered, List<String> running, Ledger ledger) {

    /** Copies the collections. */
    public CloseReport {
        undelivered = Collections.unmodifiableMap(new TreeMap<>(undelivered));
        running = List.copyOf(running);
    }

    /** Whether everything was processed and every actor stopped. */
    public boolean complete() {
        return undelivered.isEmpty() && running.isEmpty();
    }
}
