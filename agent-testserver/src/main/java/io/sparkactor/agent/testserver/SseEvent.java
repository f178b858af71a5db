package io.sparkactor.agent.testserver;

import java.util.Objects;

/**
 * A server-sent event. Immutable.
 *
 * @param name its type; empty for none
 * @param data its data, one line
 */
public record SseEvent(String name, String data) {

    /** Checks that nothing is null. */
    public SseEvent {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(data, "data");
    }

    /** As it is sent. */
    public String text() {
        return (name.isEmpty() ? "" : "event: " + name + "\n") + "data: " + data + "\n\n";
    }
}
