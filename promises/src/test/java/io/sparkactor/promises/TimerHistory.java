package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What calls about durable timers have promised, and what has fired. Each schedule has a number of its own, which is its message. For the
 * threads of one simulated world.
 */
final class TimerHistory {

    /** By id, the schedules that may still be in the store: the last whose call has returned, and those behind it that did not. */
    private final Map<String, List<Integer>> open = new HashMap<>();

    /** The last schedule of an id whose call has returned. */
    private final Map<String, Integer> sure = new HashMap<>();

    private final Map<Integer, String> ids = new HashMap<>();
    private final Set<Integer> cancelled = new HashSet<>();
    private final Set<Integer> perhapsCancelled = new HashSet<>();
    private final Set<Integer> handled = new HashSet<>();
    private int last;

    /** A call begins that schedules; its number. */
    int scheduling(String id) {
        int number = ++last;
        ids.put(number, id);
        open.computeIfAbsent(id, _ -> new ArrayList<>()).add(number);
        return number;
    }

    /** That call has returned. */
    void scheduled(int number) {
        String id = ids.get(number);
        sure.put(id, number);
        open.get(id).removeIf(before -> before < number);
    }

    /** That call has thrown, as the store did, so nothing has changed. */
    void notScheduled(int number) {
        open.get(ids.get(number)).remove((Integer) number);
    }

    /** A call begins that cancels. */
    void cancelling(int number) {
        perhapsCancelled.add(number);
    }

    /** That call has returned. */
    void cancelled(int number) {
        cancelled.add(number);
    }

    /** The handling of its message begins. */
    void fires(int number) {
        assertThat(cancelled).as("what was cancelled when %s fired", number).doesNotContain(number);
        assertThat(open.get(ids.get(number)))
                .as("what is not replaced when %s fires", number)
                .contains(number);
    }

    /** The handler has returned. */
    void handled(int number) {
        handled.add(number);
    }

    /** Nothing is left to fire. */
    void checkAllHaveFired() {
        sure.forEach((id, number) -> {
            boolean isLast = open.get(id).equals(List.of(number));
            if (isLast && !perhapsCancelled.contains(number)) {
                assertThat(handled)
                        .as("what was handled, of %s scheduled last", id)
                        .contains(number);
            }
        });
    }
}
