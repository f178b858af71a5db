package io.sparkactor.benchmarks.start;

import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Asks a Pekko actor, the guardian of its system, for a greeting. Confined to the main thread. */
public final class PekkoHello {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private PekkoHello() {}

    record Greet(String name, ActorRef<String> replyTo) {}

    static final class Greeter {

        private Greeter() {}

        static Behavior<Greet> create() {
            return Behaviors.receiveMessage(Greeter::onMessage);
        }

        private static Behavior<Greet> onMessage(Greet greet) {
            greet.replyTo().tell("Hello " + greet.name());
            return Behaviors.same();
        }
    }

    /** Runs; the argument is the time when the JVM was started. */
    public static void main(String[] args) throws Exception {
        ActorSystem<Greet> greeter = ActorSystem.create(Greeter.create(), "hello");
        String reply = AskPattern.ask(
                        greeter,
                        (ActorRef<String> replyTo) -> new Greet(Hello.NAME, replyTo),
                        TIMEOUT,
                        greeter.scheduler())
                .toCompletableFuture()
                .get();
        Hello.replied(reply, args);
        greeter.terminate();
        greeter.getWhenTerminated().toCompletableFuture().get();
    }
}
