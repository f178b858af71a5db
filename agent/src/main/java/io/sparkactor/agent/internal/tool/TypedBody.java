package io.sparkactor.agent.internal.tool;

import io.sparkactor.agent.internal.json.Json;
import io.sparkactor.agent.internal.json.JsonException;
import io.sparkactor.agent.internal.json.JsonSchema;
import io.sparkactor.agent.spi.ToolDefinition;
import io.sparkactor.agent.tool.LlmTool;
import io.sparkactor.agent.tool.ToolFunction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Tools whose arguments are the components of a record. Stateless. */
public final class TypedBody {

    private TypedBody() {}

    /** A tool; see {@link LlmTool#of(String, String, Class, ToolFunction)}. */
    public static <A> LlmTool tool(String name, String description, Class<A> arguments, ToolFunction<A> function) {
        Objects.requireNonNull(function, "function");
        if (!arguments.isRecord()) {
            throw new IllegalArgumentException(
                    "the arguments of tool " + name + " must be a record, not " + arguments.getName());
        }
        var schema = new JsonSchema();
        ObjectNode parameters = schema.of(arguments);
        var definition = new ToolDefinition(name, description, Json.write(parameters), schema.isStrict());
        return LlmTool.of(
                definition,
                (json, context) ->
                        text(function.call(arguments.cast(Objects.requireNonNull(read(json, arguments))), context)));
    }

    private static @Nullable Object read(String json, Class<?> arguments) {
        try {
            Object value = Json.read(json, arguments);
            if (value == null) {
                throw new ToolArgumentsException("the arguments must be an object, not null", null);
            }
            return value;
        } catch (JsonException e) {
            throw new ToolArgumentsException(Objects.requireNonNullElse(e.getMessage(), "no JSON"), e);
        }
    }

    /** What the model gets for a result. */
    static String text(@Nullable Object result) {
        return switch (result) {
            case null -> "done";
            case String text -> text;
            default -> Json.write(result);
        };
    }
}
