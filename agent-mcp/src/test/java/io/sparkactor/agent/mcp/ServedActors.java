package io.sparkactor.agent.mcp;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.Message;
import io.sparkactor.Request;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.tool.Described;
import java.time.Duration;
import java.util.List;

/** Actors that are served as tools, one of which nobody has named. */
public final class ServedActors {

    private ServedActors() {}

    public sealed interface Sum extends Request<Sum, Object> {}

    public record Add(@Described("the first") int a, int b) implements Sum {}

    public record Both(int a, int b) implements Sum {}

    public record Divide(int a, int b) implements Sum {}

    public record Never() implements Sum {}

    public record Pair(int smaller, List<Integer> all) {}

    public static final class Calculator extends Actor<Sum> {
        @Override
        protected void process(Message<Sum> message) {
            switch (message.content()) {
                case Add add -> message.reply(add, add.a() + add.b());
                case Both both ->
                    message.reply(both, new Pair(Math.min(both.a(), both.b()), List.of(both.a(), both.b())));
                case Divide divide -> message.reply(divide, "" + divide.a() / divide.b());
                case Never _ -> {
                    // the asker waits in vain
                }
            }
        }
    }

    public static void create(Syndicate syndicate) {
        syndicate.createActor(ActorSpec.of(Calculator::new).named("calculator").supervision(Supervision.resume()));
        syndicate.createActor(ActorSpec.of(Calculator::new).named("secret"));
    }

    public static McpServerSettings tools(McpServerSettings settings) {
        return settings.timeout(Duration.ofSeconds(30))
                .maxCalls(1) // so that one which goes on unseen is found out
                .tool("add", "Adds two numbers", "calculator", Add.class)
                .tool("both", "Gives a pair", "calculator", Both.class)
                .tool("divide", "Divides", "calculator", Divide.class)
                .tool("never", "Takes for ever", "calculator", Never.class, Duration.ofMinutes(10))
                .tool("slow", "Takes too long", "calculator", Never.class, Duration.ofMillis(200))
                .tool("gone", "Its actor is not there", "nobody", Add.class);
    }
}
