package io.sparkactor.agent;

import io.sparkactor.ActorContext;
import io.sparkactor.ActorRef;
import io.sparkactor.TimerHandle;
import io.sparkactor.agent.internal.tool.ToolActor;
import io.sparkactor.agent.internal.tool.ToolRound;
import io.sparkactor.agent.internal.tool.ToolRun;
import io.sparkactor.agent.internal.turn.LlmTurn;
import io.sparkactor.agent.internal.turn.TurnTime;
import io.sparkactor.agent.tool.ToolTrace;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The turn that an agent is at: its thread, its timers and its tools. Confined to the agent's turn, as the runtime knows turns. */
final class RunningTurn {

    /** How often is looked whether the asker has gone. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private final long number;
    private final PendingRequest pending;
    private final LlmTurn turn;
    private final TurnTime time;
    private final List<TimerHandle> timers = new ArrayList<>();
    private final List<ActorRef<?>> tools = new ArrayList<>();
    private int calls;

    private RunningTurn(long number, PendingRequest pending, LlmTurn turn, TurnTime time) {
        this.number = number;
        this.pending = pending;
        this.turn = turn;
        this.time = time;
    }

    static RunningTurn start(
            long number,
            PendingRequest pending,
            List<ChatMessage> conversation,
            AgentSettings settings,
            ActorContext<LlmCommand> context) {
        RuntimeHooks hooks = RuntimeHooks.of(context.syndicate());
        var time = TurnTime.of(
                pending.request().limits().timeout(), settings.budget().timeLeft(hooks.nanoTime()));
        var turn = new LlmTurn(pending.input(conversation), settings, context.self(), context.syndicate(), time);
        var running = new RunningTurn(number, pending, turn, time);
        running.timers.add(context.scheduleAfter(time.timeout(), new AgentTick(number, true)));
        running.timers.add(context.scheduleEvery(LOOK, new AgentTick(number, false)));
        hooks.startThread(ThreadRole.CALLBACK, context.path() + "-turn-" + number, turn);
        return running;
    }

    long number() {
        return number;
    }

    PendingRequest pending() {
        return pending;
    }

    LlmRequest request() {
        return pending.request();
    }

    boolean is(Object other) {
        return turn == other;
    }

    List<ToolTrace> traces() {
        return turn.traces();
    }

    /** What it fails with when its time is over. */
    LlmFailure timeoutFailure() {
        return time.failure();
    }

    /** Carries out calls of tools, all at once. */
    void callTools(ToolRound round, ActorContext<LlmCommand> context) {
        for (ToolRun run : round.runs()) {
            if (run.hasEnded()) {
                continue;
            }
            calls++;
            String name = run.name() + "-" + number + "-" + calls;
            tools.add(context.createActor(ToolActor.of(run).named(name)));
        }
    }

    /** Ends the turn at once; what its asker is told. */
    LlmException end(LlmFailure why) {
        turn.end(why);
        return turn.failure(why);
    }

    /** Gives back its timers and stops its tools. */
    void close(ActorContext<LlmCommand> context) {
        timers.forEach(TimerHandle::close);
        tools.forEach(context::stop);
    }
}
