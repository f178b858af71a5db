package io.sparkactor.agent.internal.tool;

import io.sparkactor.agent.tool.LlmTool;
import io.sparkactor.agent.tool.Tool;
import io.sparkactor.agent.tool.ToolAction;
import java.time.Duration;

/** Records with {@link Tool} as tools. Stateless. */
public final class RecordTools {

    private RecordTools() {}

    /** The tool; see {@link LlmTool#of(Class)}. */
    public static LlmTool of(Class<? extends ToolAction> action) {
        Tool tool = action.getAnnotation(Tool.class);
        if (tool == null) {
            throw new IllegalArgumentException(action.getName() + " has no @Tool annotation");
        }
        String name = tool.name().isEmpty() ? decapitalized(action.getSimpleName()) : tool.name();
        return with(tool, TypedBody.tool(name, tool.value(), action, ToolAction::run));
    }

    /** The tool with what its annotation says. */
    static LlmTool with(Tool tool, LlmTool made) {
        return made.timeout(Duration.ofMillis(tool.timeoutMillis())).repeatable(tool.repeatable());
    }

    private static String decapitalized(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
