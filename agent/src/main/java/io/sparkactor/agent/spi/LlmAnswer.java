package io.sparkactor.agent.spi;

import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.LlmUsage;
import io.sparkactor.agent.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A whole answer of a model; one that broke off is an exception. Immutable.
 *
 * @param text the words; may be empty where it calls tools
 * @param toolCalls what the model wants called, in its order
 * @param model the model that answered, as it names itself
 * @param usage what was used; {@link LlmUsage#NONE} if the provider does not say
 * @param providerData see {@link ChatMessage.Assistant}
 */
public record LlmAnswer(
        String text, List<ToolCall> toolCalls, String model, LlmUsage usage, Map<String, String> providerData) {

    /** Copies the collections. */
    public LlmAnswer {
        Objects.requireNonNull(text, "text");
        toolCalls = List.copyOf(toolCalls);
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(usage, "usage");
        providerData = Map.copyOf(providerData);
    }

    /** Words only. */
    public static LlmAnswer of(String text, String model, LlmUsage usage) {
        return new LlmAnswer(text, List.of(), model, usage, Map.of());
    }

    /** The answer as an entry of the conversation. */
    public ChatMessage.Assistant message() {
        return new ChatMessage.Assistant(text, toolCalls, providerData);
    }
}
