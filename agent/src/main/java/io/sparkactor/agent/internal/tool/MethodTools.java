package io.sparkactor.agent.internal.tool;

import io.sparkactor.agent.internal.json.Json;
import io.sparkactor.agent.internal.json.JsonException;
import io.sparkactor.agent.internal.json.JsonSchema;
import io.sparkactor.agent.spi.ToolDefinition;
import io.sparkactor.agent.tool.LlmTool;
import io.sparkactor.agent.tool.Tool;
import io.sparkactor.agent.tool.ToolContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Methods with {@link Tool} as tools. Stateless. */
public final class MethodTools {

    private MethodTools() {}

    /**
     * The tools of an object, by the names of their methods.
     *
     * @throws IllegalArgumentException if it has none, or one of them has no JSON Schema, or its parameters have no names
     */
    public static List<LlmTool> of(Object target) {
        List<LlmTool> tools = Arrays.stream(target.getClass().getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Tool.class))
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> tool(target, method))
                .toList();
        if (tools.isEmpty()) {
            throw new IllegalArgumentException(target.getClass().getName() + " has no method with @Tool");
        }
        return tools;
    }

    private static LlmTool tool(Object target, Method method) {
        Tool tool = Objects.requireNonNull(method.getAnnotation(Tool.class));
        var schema = new JsonSchema();
        ObjectNode parameters = JsonSchema.objectSchema();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.getType() != ToolContext.class) {
                requireName(method, parameter);
                schema.addProperty(parameters, parameter.getName(), parameter.getParameterizedType(), parameter);
            }
        }
        if (!method.trySetAccessible()) {
            throw new IllegalArgumentException(
                    method + " cannot be called from here: make its class public and export its"
                            + " package, or open the package to io.sparkactor.agent");
        }
        String name = tool.name().isEmpty() ? method.getName() : tool.name();
        var definition = new ToolDefinition(name, tool.value(), Json.write(parameters), schema.isStrict());
        return RecordTools.with(
                tool, LlmTool.of(definition, (json, context) -> TypedBody.text(call(target, method, json, context))));
    }

    private static void requireName(Method method, Parameter parameter) {
        if (!parameter.isNamePresent()) {
            throw new IllegalArgumentException(
                    "the parameters of " + method + " have no names: compile its class with -parameters");
        }
    }

    private static @Nullable Object call(Object target, Method method, String json, ToolContext context)
            throws Exception {
        @Nullable Object[] arguments = arguments(method, json, context);
        try {
            return method.invoke(Modifier.isStatic(method.getModifiers()) ? null : target, arguments);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case Exception thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> throw e;
            }
        }
    }

    private static @Nullable Object[] arguments(Method method, String json, ToolContext context) {
        Parameter[] parameters = method.getParameters();
        @Nullable Object[] arguments = new @Nullable Object[parameters.length];
        try {
            JsonNode given = Json.read(json);
            for (int i = 0; i < parameters.length; i++) {
                arguments[i] = parameters[i].getType() == ToolContext.class ? context : argument(given, parameters[i]);
            }
        } catch (JsonException e) {
            throw new ToolArgumentsException(Objects.requireNonNullElse(e.getMessage(), "no JSON"), e);
        }
        return arguments;
    }

    private static @Nullable Object argument(JsonNode given, Parameter parameter) {
        JsonNode value = given.get(parameter.getName());
        if (value == null && parameter.getType() == Optional.class) {
            return Optional.empty();
        }
        if (value == null) {
            throw new ToolArgumentsException("the argument " + parameter.getName() + " is missing", null);
        }
        return Json.read(value, parameter.getParameterizedType());
    }
}
