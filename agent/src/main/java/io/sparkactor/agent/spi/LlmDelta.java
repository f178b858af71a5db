package io.sparkactor.agent.spi;

import java.util.Objects;

/** A piece of an answer. Immutable. */
public sealed interface LlmDelta {

    /**
     * The next words.
     *
     * @param text not empty
     */
    record Text(String text) implements LlmDelta {

        /** Checks that nothing is null. */
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * The next piece of the arguments of a call of a tool. The call itself is in the {@link LlmAnswer}.
     *
     * @param callId of which call
     * @param tool the name of the tool
     * @param json a piece of JSON text
     */
    record Arguments(String callId, String tool, String json) implements LlmDelta {

        /** Checks that nothing is null. */
        public Arguments {
            Objects.requireNonNull(callId, "callId");
            Objects.requireNonNull(tool, "tool");
            Objects.requireNonNull(json, "json");
        }
    }
}
