package io.sparkactor.agent.internal.turn;

import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmResponse;
import java.util.List;

/** How a turn ended. Immutable. */
public sealed interface TurnOutcome {

    /**
     * The model has answered.
     *
     * @param response the answer
     * @param added what belongs to the conversation from now on
     * @param reply what the asker gets: the response, or the value that was asked for
     */
    record Answered(LlmResponse response, List<ChatMessage> added, Object reply) implements TurnOutcome {}

    /**
     * There is no answer, and the conversation is as it was.
     *
     * @param thrown why
     */
    record Failed(LlmException thrown) implements TurnOutcome {}
}
