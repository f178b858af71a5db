package io.sparkactor.agent;

import java.util.Objects;

/**
 * A wish of the model: call this tool with these arguments. Immutable.
 *
 * @param id by which the model knows its result; unique in a conversation
 * @param tool the name of the tool
 * @param arguments a JSON object as the model wrote it, which need not fit the tool's schema, nor be JSON at all
 */
public record ToolCall(String id, String tool, String arguments) {

    /** Checks that nothing is null. */
    public ToolCall {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(arguments, "arguments");
    }
}
