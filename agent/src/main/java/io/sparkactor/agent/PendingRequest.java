package io.sparkactor.agent;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.Message;
import io.sparkactor.ReplySink;
import io.sparkactor.SendOptions;
import io.sparkactor.agent.internal.turn.TurnInput;
import io.sparkactor.agent.internal.turn.TurnOutcome;
import io.sparkactor.spi.Delegation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that an agent holds until it is answered or has failed. Confined to the agent's turn.
 *
 * @param delegation the message
 * @param request what it says
 * @param sink where the answer goes as it comes; null if it is wanted as a whole
 */
record PendingRequest(
        Delegation<LlmCommand> delegation,
        LlmRequest request,
        @Nullable ReplySink<LlmStreamChunk, LlmResponse> sink) {

    /** Holds the message that is being handled. */
    static PendingRequest of(Message<LlmCommand> message, LlmRequest request) {
        Delegation<LlmCommand> delegation = Delegation.hold(message);
        var sink = message.content() instanceof LlmStreamRequest stream ? message.stream(stream) : null;
        return new PendingRequest(delegation, request, sink);
    }

    /** What a turn about it gets. */
    TurnInput input(List<ChatMessage> conversation) {
        Message<LlmCommand> message = delegation.message();
        Class<?> type = message.content() instanceof StructuredLlmRequest<?> structured ? structured.type() : null;
        String trace = message.headers().get(SendOptions.TRACE_PARENT);
        return new TurnInput(
                request, conversation, type, sink, trace == null ? Map.of() : Map.of(SendOptions.TRACE_PARENT, trace));
    }

    /** Whether nobody waits for the answer any more. */
    boolean isUnwanted() {
        return delegation.unwanted().isPresent() || sink != null && sink.cancelled();
    }

    /** Takes it out of the books if nobody waits for the answer any more; whether that is so. */
    boolean dropIfUnwanted() {
        Optional<DeadLetterReason> reason = delegation.unwanted();
        if (reason.isEmpty() && isUnwanted()) {
            reason = Optional.of(DeadLetterReason.ASK_ENDED);
        }
        reason.ifPresent(delegation::deadLetter);
        return reason.isPresent();
    }

    /** Tells its asker what came of it; what belongs to the conversation from now on. */
    List<ChatMessage> answer(TurnOutcome outcome) {
        return switch (outcome) {
            case TurnOutcome.Answered(LlmResponse response, List<ChatMessage> added, Object reply) -> {
                if (sink == null) {
                    delegation.message().reply(reply);
                } else {
                    sink.complete(response);
                }
                delegation.done();
                yield added;
            }
            case TurnOutcome.Failed(LlmException thrown) -> {
                fail(thrown);
                yield List.of();
            }
        };
    }

    /** It has failed, and its asker is told. */
    void fail(LlmException thrown) {
        if (sink != null) {
            sink.fail(thrown);
        }
        delegation.fail(thrown);
    }
}
