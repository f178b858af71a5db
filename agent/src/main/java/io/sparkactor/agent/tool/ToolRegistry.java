package io.sparkactor.agent.tool;

import io.sparkactor.agent.internal.tool.MethodTools;
import io.sparkactor.agent.spi.ToolDefinition;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tools by name. Immutable. */
public final class ToolRegistry {

    private static final ToolRegistry EMPTY = new ToolRegistry(Map.of());

    private final Map<String, LlmTool> tools;

    private ToolRegistry(Map<String, LlmTool> tools) {
        this.tools = tools;
    }

    /** No tools. */
    public static ToolRegistry empty() {
        return EMPTY;
    }

    /**
     * The tools of these sources.
     *
     * @param sources each an {@link LlmTool}, a registry, a class of a {@link Tool} record, or an object with {@link Tool} methods
     * @throws IllegalArgumentException if a source has no tool, two tools have one name, or one has no JSON Schema
     */
    public static ToolRegistry of(Object... sources) {
        Map<String, LlmTool> tools = new LinkedHashMap<>();
        for (Object source : sources) {
            for (LlmTool tool : toolsOf(source)) {
                if (tools.putIfAbsent(tool.name(), tool) != null) {
                    throw new IllegalArgumentException("there are two tools named " + tool.name());
                }
            }
        }
        return new ToolRegistry(Collections.unmodifiableMap(tools));
    }

    private static Collection<LlmTool> toolsOf(Object source) {
        return switch (source) {
            case LlmTool tool -> List.of(tool);
            case ToolRegistry registry -> registry.tools.values();
            case Class<?> type
            when ToolAction.class.isAssignableFrom(type) -> List.of(LlmTool.of(type.asSubclass(ToolAction.class)));
            case Class<?> type ->
                throw new IllegalArgumentException(
                        type.getName() + " is no ToolAction; give an instance of a class with @Tool methods");
            default -> MethodTools.of(source);
        };
    }

    /** The tool of this name. */
    public Optional<LlmTool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /** All tools as the model sees them, in the order in which they were given. */
    public List<ToolDefinition> definitions() {
        return tools.values().stream().map(LlmTool::definition).toList();
    }

    /** The names of all tools, in the order in which they were given. */
    public List<String> names() {
        return List.copyOf(tools.keySet());
    }
}
