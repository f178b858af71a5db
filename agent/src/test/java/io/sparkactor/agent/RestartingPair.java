package io.sparkactor.agent;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Message;
import io.sparkactor.RestartScope;
import io.sparkactor.Supervision;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A parent whose children, an agent and one that fails on demand, restart together. */
final class RestartingPair extends Actor<String> {

    private final ActorSpec<LlmCommand> spec;
    private @Nullable ActorRef<LlmCommand> agent;
    private @Nullable ActorRef<String> bomb;

    RestartingPair(ActorSpec<LlmCommand> spec) {
        this.spec = spec;
    }

    @SuppressWarnings("unchecked")
    static ActorRef<LlmCommand> agentOf(ActorRef<String> pair) {
        return (ActorRef<LlmCommand>) pair.ask("agent?", ActorRef.class, Duration.ofSeconds(20));
    }

    static void restart(ActorRef<String> pair) {
        pair.tell("restart");
    }

    @Override
    protected Supervision childSupervision() {
        return Supervision.restart().scope(RestartScope.ONE_FOR_ALL).limit(1_000, Duration.ofMinutes(1));
    }

    @Override
    protected void preStart() {
        agent = createActor(spec);
        bomb = createActor(ActorSpec.handling(String.class, (context, message) -> {
            throw new IllegalStateException("bomb");
        }));
    }

    @Override
    protected void process(Message<String> message) {
        if (message.content().equals("agent?")) {
            message.reply(Objects.requireNonNull(agent));
        } else {
            tell("go off", Objects.requireNonNull(bomb));
        }
    }
}
