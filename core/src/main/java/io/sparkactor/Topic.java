package io.sparkactor;

import java.util.Objects;

/**
 * What actors join to get what is published to it; see {@link Registry}. A value, best a constant: it is the same topic wherever the
 * name and the type are the same, and one of another type is another topic. Immutable.
 *
 * @param name what people call it; not blank
 * @param type the type of what is published to it
 * @param <M> the type of what is published to it
 */
public record Topic<M>(String name, Class<M> type) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if {@code name} is blank
     */
    public Topic {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("the name of a topic must not be blank");
        }
        Objects.requireNonNull(type, "type");
    }
}
