package io.sparkactor.agent;

import java.util.Objects;

/** A piece of an answer as it comes. Immutable. */
public sealed interface LlmStreamChunk {

    /** The next words; empty for other news. */
    default String text() {
        return "";
    }

    /**
     * The next words.
     *
     * @param text not empty
     */
    record Text(String text) implements LlmStreamChunk {

        /** Checks that nothing is null. */
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * The model has called a tool.
     *
     * @param call the call
     */
    record ToolCalled(ToolCall call) implements LlmStreamChunk {

        /** Checks that nothing is null. */
        public ToolCalled {
            Objects.requireNonNull(call, "call");
        }
    }

    /**
     * A tool has returned.
     *
     * @param result what the model is told
     */
    record ToolReturned(ToolResult result) implements LlmStreamChunk {

        /** Checks that nothing is null. */
        public ToolReturned {
            Objects.requireNonNull(result, "result");
        }
    }
}
