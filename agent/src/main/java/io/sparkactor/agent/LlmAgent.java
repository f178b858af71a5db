package io.sparkactor.agent;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.Message;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.internal.tool.ToolRound;
import io.sparkactor.agent.internal.turn.LlmTurn;
import io.sparkactor.agent.spi.LlmProvider;
import io.sparkactor.agent.tool.ToolTrace;
import io.sparkactor.spi.Notice;
import io.sparkactor.spi.NoticeHandler;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An actor that keeps a conversation with a language model.
 *
 * <pre>{@code
 * var agent = syndicate.createActor(LlmAgent.of(provider, s -> s.instructions("Answer in one sentence.").tools(new Weather())));
 * IO.println(agent.ask(LlmRequest.of("How warm is it in Paris?"), Duration.ofMinutes(1)).text());
 * }</pre>
 *
 * <p>It works on one request at a time, in the order in which they came; the others wait, {@linkplain AgentSettings#maxQueued so many at
 * most}, and may be cancelled. A request becomes part of the conversation as a whole, with all that tools did, or not at all. It ends at
 * once, and closes the stream of the provider, if it is cancelled, if its time is over, if its asker has gone (seen within 50 ms), and if
 * the agent stops or restarts. Its asker then has {@link LlmException}, with what had come of the answer, as the cause of an {@link
 * io.sparkactor.AskFailedException}; on a stop, an {@link io.sparkactor.AskTargetStoppedException}.
 *
 * <p>The model is asked on a virtual thread of its own, and each call of a tool has a child and a thread, so the agent itself never
 * waits. A restart begins with the conversation of the {@linkplain AgentSettings#history settings}.
 */
public final class LlmAgent extends Actor<LlmCommand> implements NoticeHandler {

    private final AgentSettings settings;
    private final Deque<PendingRequest> queue = new ArrayDeque<>();
    private final Deque<ToolTrace> traces = new ArrayDeque<>();
    private ConversationHistory conversation;
    private @Nullable RunningTurn running;
    private long turns;

    /** For {@link #of(LlmProvider, UnaryOperator)}. */
    LlmAgent(AgentSettings settings) {
        this.settings = settings;
        this.conversation = settings.history();
    }

    /** An agent of this model, with the settings of {@link AgentSettings} that nobody has changed. */
    public static ActorSpec<LlmCommand> of(LlmProvider provider) {
        return of(provider, settings -> settings);
    }

    /** An agent of this model: {@code LlmAgent.of(provider, s -> s.instructions("…").budget(budget))}. */
    public static ActorSpec<LlmCommand> of(LlmProvider provider, UnaryOperator<AgentSettings> change) {
        AgentSettings settings = change.apply(AgentSettings.of(provider));
        return ActorSpec.of(() -> new LlmAgent(settings));
    }

    @Override
    protected void process(Message<LlmCommand> message) {
        switch (message.content()) {
            case LlmRequest request -> enqueue(message, request);
            case LlmStreamRequest stream -> enqueue(message, stream.request());
            case StructuredLlmRequest<?> structured -> enqueue(message, structured.request());
            case LlmCancel cancel -> message.reply(cancel, cancel(cancel.requestId()));
            case GetConversation request -> message.reply(request, conversation);
            case GetToolTraces request -> message.reply(request, List.copyOf(traces));
            case AgentTick tick -> tick(tick);
        }
        startNext();
    }

    private void enqueue(Message<LlmCommand> message, LlmRequest request) {
        if (running != null && queue.size() >= settings.maxQueued()) {
            PendingRequest.refuse(message);
        } else {
            queue.add(PendingRequest.of(message, request, context().syndicate().systemId()));
        }
    }

    private void startNext() {
        while (running == null && !queue.isEmpty()) {
            PendingRequest next = queue.remove();
            if (!next.dropIfUnwanted()) {
                running = RunningTurn.start(++turns, next, conversation.messages(), settings, context());
            }
        }
    }

    private boolean cancel(String requestId) {
        LlmFailure failure = LlmFailure.of(Reason.CANCELLED, "the request was cancelled");
        if (running != null && running.request().id().equals(requestId)) {
            end(running, failure);
            return true;
        }
        Optional<PendingRequest> queued =
                queue.stream().filter(p -> p.request().id().equals(requestId)).findFirst();
        queued.ifPresent(pending -> {
            queue.remove(pending);
            pending.fail(new LlmException(failure));
        });
        return queued.isPresent();
    }

    private void tick(AgentTick tick) {
        RunningTurn turn = running;
        if (turn == null || turn.number() != tick.turn()) {
            return;
        }
        queue.removeIf(PendingRequest::dropIfUnwanted); // they would take the places of others
        if (tick.timeout()) {
            end(turn, turn.timeoutFailure());
        } else if (turn.pending().isUnwanted()) {
            end(turn, LlmFailure.of(Reason.CANCELLED, "nobody waits for the answer any more"));
        }
    }

    /** Ends the turn; its thread may take a moment to notice, which nobody waits for. */
    private void end(RunningTurn turn, LlmFailure why) {
        LlmException thrown = turn.end(why); // before its tools are stopped, or it might ask the model again
        finished(turn);
        turn.pending().fail(thrown);
    }

    private void finished(RunningTurn turn) {
        running = null;
        turn.close(context());
        for (ToolTrace trace : turn.traces()) {
            traces.add(trace);
            if (traces.size() > settings.maxTraces()) {
                traces.remove();
            }
        }
    }

    @Override
    public void onNotice(Notice notice) {
        RunningTurn turn = running;
        switch (notice) {
            case ToolRound.Wanted(Object of, ToolRound round)
            when turn != null && turn.is(of) -> turn.callTools(round, context());
            case LlmTurn.Ended(LlmTurn ended, var outcome)
            when turn != null && turn.is(ended) -> {
                finished(turn);
                List<ChatMessage> added = turn.pending().answer(outcome, context());
                conversation = settings.isStateless() ? conversation : conversation.plus(added);
            }
            default -> {} // of a turn that was ended before
        }
        startNext();
    }

    @Override
    protected void postStop() {
        if (running != null) {
            running.end(LlmFailure.of(Reason.CANCELLED, "the agent has stopped"));
        }
    }
}
