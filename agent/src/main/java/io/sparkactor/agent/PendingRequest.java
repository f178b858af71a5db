package io.sparkactor.agent;

import io.sparkactor.ActorContext;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Message;
import io.sparkactor.ReplySink;
import io.sparkactor.SendOptions;
import io.sparkactor.agent.internal.turn.TurnInput;
import io.sparkactor.agent.internal.turn.TurnOutcome;
import io.sparkactor.spi.Delegation;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
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

    /** Gives up the message that is being handled, as too many wait. */
    static void refuse(Message<LlmCommand> message) {
        Delegation.hold(message).deadLetter(DeadLetterReason.OVERFLOW);
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

    /** Tells its asker what came of it, and does not wait for that; what belongs to the conversation from now on. */
    List<ChatMessage> answer(TurnOutcome outcome, ActorContext<LlmCommand> context) {
        return switch (outcome) {
            case TurnOutcome.Answered(LlmResponse response, List<ChatMessage> added, Object reply) -> {
                if (sink == null) {
                    delegation.message().reply(reply);
                    delegation.done();
                } else {
                    complete(sink, response, context);
                }
                yield added;
            }
            case TurnOutcome.Failed(LlmException thrown) -> {
                fail(thrown);
                yield List.of();
            }
        };
    }

    /** On a thread of its own: a reader in another system, to which nothing gets through for a while, would hold up the agent. */
    private void complete(
            ReplySink<LlmStreamChunk, LlmResponse> reader, LlmResponse response, ActorContext<LlmCommand> context) {
        RuntimeHooks.of(context.syndicate()).startThread(ThreadRole.CALLBACK, context.path() + "-answer", () -> {
            try {
                reader.complete(response);
            } finally {
                delegation.done();
            }
        });
    }

    /** It has failed, and its asker is told. */
    void fail(LlmException thrown) {
        if (sink != null) {
            sink.fail(thrown);
        }
        delegation.fail(thrown);
    }
}
