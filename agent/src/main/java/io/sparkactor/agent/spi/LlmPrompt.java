package io.sparkactor.agent.spi;

import io.sparkactor.agent.ChatMessage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that a model gets for one answer. Immutable.
 *
 * @param messages the conversation, oldest first, never empty; each {@link ChatMessage.Assistant} with calls is followed by their {@link
 *     ChatMessage.ToolResults}
 * @param tools what the model may call; may be empty
 * @param output the shape that the text of the answer must have; null for free text
 * @param options limits and headers of the call
 */
public record LlmPrompt(
        List<ChatMessage> messages,
        List<ToolDefinition> tools,
        @Nullable OutputSchema output,
        LlmOptions options) {

    /** Copies the lists. */
    public LlmPrompt {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        Objects.requireNonNull(options, "options");
    }

    /** These messages, without tools, with free text for an answer. */
    public static LlmPrompt of(ChatMessage... messages) {
        return new LlmPrompt(List.of(messages), List.of(), null, LlmOptions.DEFAULT);
    }
}
