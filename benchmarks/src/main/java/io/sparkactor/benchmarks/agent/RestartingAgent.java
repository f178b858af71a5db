package io.sparkactor.benchmarks.agent;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Message;
import io.sparkactor.Request;
import io.sparkactor.RestartScope;
import io.sparkactor.Supervision;
import io.sparkactor.agent.LlmCommand;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An agent that restarts on demand: beside it is a child that fails, and the children restart together. */
final class RestartingAgent extends Actor<RestartingAgent.Command> {

    sealed interface Command {}

    /** Wants the agent, which is the same over all restarts. */
    record Get() implements Command, Request<Command, ActorRef<LlmCommand>> {}

    /** Has it restart. */
    record Restart() implements Command {}

    private final ActorSpec<LlmCommand> spec;
    private @Nullable ActorRef<LlmCommand> agent;
    private @Nullable ActorRef<Command> bomb;

    RestartingAgent(ActorSpec<LlmCommand> spec) {
        this.spec = spec;
    }

    @Override
    protected Supervision childSupervision() {
        return Supervision.restart().scope(RestartScope.ONE_FOR_ALL).limit(1_000, Duration.ofMinutes(1));
    }

    @Override
    protected void preStart() {
        agent = createActor(spec);
        bomb = createActor(ActorSpec.handling(Command.class, (_, _) -> {
            throw new IllegalStateException("told to fail");
        }));
    }

    @Override
    protected void process(Message<Command> message) {
        switch (message.content()) {
            case Get get -> message.reply(get, Objects.requireNonNull(agent));
            case Restart restart -> tell(restart, Objects.requireNonNull(bomb));
        }
    }
}
