package io.sparkactor.agent.spi;

import java.util.Objects;

/**
 * The shape that the text of an answer must have. Immutable.
 *
 * @param name letters, digits, {@code _} and {@code -}; at most 64
 * @param schema a JSON Schema, an object with all properties required and no others allowed
 */
public record OutputSchema(String name, String schema) {

    /** Checks that nothing is null. */
    public OutputSchema {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(schema, "schema");
    }
}
