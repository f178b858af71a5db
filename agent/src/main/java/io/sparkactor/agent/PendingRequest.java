package io.sparkactor.agent;

import io.sparkactor.ActorContext;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Message;
import io.sparkactor.ReplySink;
import io.sparkactor.SendOptions;
import io.sparkactor.SystemId;
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
 * @param afar whether the reader of that is in another system
 */
record PendingRequest(
        Delegation<LlmCommand> delegation,
        LlmRequest request,
        @Nullable ReplySink<LlmStreamChunk, LlmResponse> sink,
        boolean afar) {

    /** Holds the message that is being handled. */
    static PendingRequest of(Message<LlmCommand> message, LlmRequest request, SystemId home) {
        Delegation<LlmCommand> delegation = Delegation.hold(message);
        if (!(message.content() instanceof LlmStreamRequest stream)) {
            return new PendingRequest(delegation, request, null, false);
        }
        boolean afar = !message.sender().id().systemId().equals(home);
        return new PendingRequest(delegation, request, message.stream(stream), afar);
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
                } else if (afar) {
                    completeAfar(sink, response, context);
                } else {
                    sink.complete(response);
                }
                // At once, so that a stop of the agent does not tell the asker that there is no answer.
                delegation.done();
                yield added;
            }
            case TurnOutcome.Failed(LlmException thrown) -> {
                fail(thrown);
                yield List.of();
            }
        };
    }

    /** On a thread of its own: a reader in another system, to which nothing gets through for a while, would hold up the agent. */
    private static void completeAfar(
            ReplySink<LlmStreamChunk, LlmResponse> reader, LlmResponse response, ActorContext<LlmCommand> context) {
        RuntimeHooks.of(context.syndicate())
                .startThread(ThreadRole.CALLBACK, context.path() + "-answer", () -> reader.complete(response));
    }

    /** It has failed, and its asker is told; unlike an answer, that waits for no room on the way of a reader in another system. */
    void fail(LlmException thrown) {
        if (sink != null) {
            sink.fail(thrown);
        }
        delegation.fail(thrown);
    }
}
