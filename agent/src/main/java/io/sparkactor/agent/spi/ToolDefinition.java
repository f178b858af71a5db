package io.sparkactor.agent.spi;

import java.util.Objects;

/**
 * A tool as the model sees it. Immutable.
 *
 * @param name letters, digits, {@code _} and {@code -}; at most 64
 * @param description what it does, for the model
 * @param parameters the JSON Schema of its arguments, an object
 * @param strict whether the provider should hold the model to the schema; then all properties are required and no others allowed
 */
public record ToolDefinition(String name, String description, String parameters, boolean strict) {

    /** Checks that nothing is null. */
    public ToolDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(parameters, "parameters");
    }
}
