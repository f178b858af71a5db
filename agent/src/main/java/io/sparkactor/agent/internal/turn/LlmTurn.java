package io.sparkactor.agent.internal.turn;

import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import io.sparkactor.WaitInterruptedException;
import io.sparkactor.agent.AgentSettings;
import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.LlmResponse;
import io.sparkactor.agent.LlmStreamChunk;
import io.sparkactor.agent.ToolResult;
import io.sparkactor.agent.internal.tool.ToolRound;
import io.sparkactor.agent.internal.tool.ToolRuns;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmOptions;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.tool.ToolContext;
import io.sparkactor.agent.tool.ToolTrace;
import io.sparkactor.spi.Notice;
import io.sparkactor.spi.RuntimeHooks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One turn of a conversation: asks the model, has its tools called, asks again, until there is an answer. {@link #run} is for a thread of
 * its own; {@link #end} and what tells of the progress are thread-safe.
 *
 * <p>Its agent is told that {@link ToolRound}s are wanted, and at last that it has {@link Ended}. It never touches the agent's state.
 */
public final class LlmTurn implements Runnable {

    /** The turn is over. */
    public record Ended(LlmTurn turn, TurnOutcome outcome) implements Notice {}

    /** By how much a provider's clock may be ahead, as those that count whole milliseconds are. */
    private static final Duration END = Duration.ofMillis(100);

    private final TurnInput input;
    private final AgentSettings settings;
    private final ActorRef<?> agent;
    private final Syndicate syndicate;
    private final TurnTime time;
    private final RuntimeHooks hooks;
    private final TurnStop stop = new TurnStop();
    private final TurnProgress progress;
    private final ModelCalls calls;
    private final ToolRuns tools;
    private final StructuredOutput output;
    private final List<ChatMessage> added = new ArrayList<>();

    /**
     * A turn that has not begun.
     *
     * @param time how long it may take; enforced from outside, by {@link #end}
     */
    public LlmTurn(TurnInput input, AgentSettings settings, ActorRef<?> agent, Syndicate syndicate, TurnTime time) {
        this.input = input;
        this.settings = settings;
        this.agent = agent;
        this.syndicate = syndicate;
        this.time = time;
        this.hooks = RuntimeHooks.of(syndicate);
        this.progress = new TurnProgress(input.sink());
        this.calls = new ModelCalls(
                settings, hooks, hooks.nanoTime() + time.timeout().toNanos(), stop, progress);
        this.tools = new ToolRuns(settings.tools(), settings.journal(), hooks);
        this.output = new StructuredOutput(input.type());
    }

    /** Ends it at once, and settles what it has reserved; its outcome is then this failure. Nothing happens if it has ended. Any thread. */
    public void end(LlmFailure why) {
        if (stop.end(why)) {
            calls.end();
        }
    }

    /** This failure with what has come of the answer. Any thread. */
    public LlmException failure(LlmFailure why) {
        LlmFailure full = why.usage(progress.spending().usage());
        return new LlmException(full.partialText().isEmpty() ? full.partialText(progress.text()) : full);
    }

    /** The calls of tools so far. Any thread. */
    public List<ToolTrace> traces() {
        return progress.traces();
    }

    @Override
    public void run() {
        stop.begin();
        TurnOutcome outcome;
        try {
            outcome = converse();
        } catch (Throwable thrown) {
            outcome = new TurnOutcome.Failed(failed(thrown));
        } finally {
            stop.over();
            boolean unused = Thread.interrupted();
        }
        Notice.tell(agent, new Ended(this, outcome));
    }

    private LlmException failed(Throwable thrown) {
        LlmFailure ended = stop.reason();
        if (ended != null) {
            return failure(ended);
        }
        return switch (thrown) {
            case LlmException e
            when e.reason() == Reason.TIMED_OUT && isAtItsEnd() ->
                new LlmException(
                        failure(time.failure().partialText(e.partialText())).failure(), e);
            case LlmException e -> new LlmException(failure(e.failure()).failure(), e);
            case InterruptedException _, WaitInterruptedException _ ->
                failure(LlmFailure.of(Reason.CANCELLED, "the thread of the turn was interrupted"));
            default ->
                new LlmException(
                        failure(LlmFailure.of(
                                        Reason.PROVIDER_FAILED,
                                        "provider " + settings.provider().name() + " threw "
                                                + thrown.getClass().getName()))
                                .failure(),
                        thrown);
        };
    }

    /** Whether its time is over, so that it is by chance who has seen it first, the provider or the agent. */
    private boolean isAtItsEnd() {
        return calls.timeLeft().compareTo(END) <= 0;
    }

    private TurnOutcome converse() throws InterruptedException {
        added.add(ChatMessage.user(input.request().prompt()));
        int rounds = 0;
        while (true) {
            LlmAnswer answer = calls.ask(prompt());
            if (!answer.toolCalls().isEmpty()) {
                if (++rounds > input.request().limits().maxRounds()) {
                    throw new LlmException(
                            Reason.TOO_MANY_ROUNDS,
                            "the model calls tools again after "
                                    + input.request().limits().maxRounds() + " rounds");
                }
                added.add(answer.message());
                added.add(new ChatMessage.ToolResults(callTools(rounds, answer)));
            } else if (output.accepts(answer)) {
                added.add(answer.message());
                return answered(answer);
            }
        }
    }

    private LlmPrompt prompt() {
        List<ChatMessage> messages = new ArrayList<>();
        if (!settings.instructions().isEmpty()) {
            messages.add(ChatMessage.instructions(settings.instructions()));
        }
        messages.addAll(input.conversation());
        messages.addAll(added);
        messages.addAll(output.corrections());
        int limit = input.request().limits().maxOutputTokens();
        var options = new LlmOptions(calls.timeLeft(), limit > 0 ? limit : settings.maxOutputTokens(), input.headers());
        return new LlmPrompt(messages, settings.tools().definitions(), output.schema(), options);
    }

    private TurnOutcome answered(LlmAnswer answer) {
        var response = new LlmResponse(
                input.request().id(), answer.text(), answer.model(), progress.spending(), progress.traces());
        return new TurnOutcome.Answered(response, List.copyOf(added), output.valueOr(response));
    }

    private List<ToolResult> callTools(int number, LlmAnswer answer) throws InterruptedException {
        for (var call : answer.toolCalls()) {
            progress.show(new LlmStreamChunk.ToolCalled(call));
        }
        ToolRound round = tools.round(answer.toolCalls(), this::toolContext);
        stop.check(); // the agent of a turn that was ended does not carry them out
        progress.begins(() -> round.traces(input.request().id(), number));
        Notice.tell(agent, new ToolRound.Wanted(this, round));
        List<ToolResult> results = round.await(hooks);
        for (ToolResult result : results) {
            progress.show(new LlmStreamChunk.ToolReturned(result));
        }
        return results;
    }

    private ToolContext toolContext(String key) {
        String requestId = input.request().id();
        return new ToolContext(syndicate, requestId, requestId + "/" + key, settings.budget(), input.headers());
    }
}
