package io.sparkactor.agent;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One entry of a conversation. Immutable. */
public sealed interface ChatMessage {

    /** Instructions to the model, above what users say: a "developer" or "system" message. */
    static ChatMessage instructions(String text) {
        return new Instructions(text);
    }

    /** What a user says. */
    static ChatMessage user(String text) {
        return new User(text);
    }

    /** What the model has said, without calls of tools. */
    static ChatMessage assistant(String text) {
        return new Assistant(text, List.of(), Map.of());
    }

    /**
     * Instructions to the model.
     *
     * @param text the words
     */
    record Instructions(String text) implements ChatMessage {

        /** Checks that nothing is null. */
        public Instructions {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * What a user says.
     *
     * @param text the words
     */
    record User(String text) implements ChatMessage {

        /** Checks that nothing is null. */
        public User {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * An answer of the model.
     *
     * @param text the words; may be empty where it calls tools
     * @param toolCalls what it wants called; each has its result in the {@link ToolResults} that follow
     * @param providerData what its provider wants back with the next prompt, under keys that begin with the provider's name, as
     *     {@code openai.output}; other providers ignore it
     */
    record Assistant(String text, List<ToolCall> toolCalls, Map<String, String> providerData) implements ChatMessage {

        /** Copies the collections. */
        public Assistant {
            Objects.requireNonNull(text, "text");
            toolCalls = List.copyOf(toolCalls);
            providerData = Map.copyOf(providerData);
        }
    }

    /**
     * The results of all calls of the {@link Assistant} message before it, in the order of the calls.
     *
     * @param results one for each call
     */
    record ToolResults(List<ToolResult> results) implements ChatMessage {

        /** Copies the list. */
        public ToolResults {
            results = List.copyOf(results);
        }
    }
}
