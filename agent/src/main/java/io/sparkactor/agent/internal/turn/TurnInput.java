package io.sparkactor.agent.internal.turn;

import io.sparkactor.ReplySink;
import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.LlmRequest;
import io.sparkactor.agent.LlmResponse;
import io.sparkactor.agent.LlmStreamChunk;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a turn is about. Immutable.
 *
 * @param request what the user says, and how far the agent may go
 * @param conversation all that was said before
 * @param type of what the asker wants; null for text
 * @param sink where the answer goes as it comes; null if it is wanted as a whole
 * @param headers to be passed to the provider and to tools
 */
public record TurnInput(
        LlmRequest request,
        List<ChatMessage> conversation,
        @Nullable Class<?> type,
        @Nullable ReplySink<LlmStreamChunk, LlmResponse> sink,
        Map<String, String> headers) {}
