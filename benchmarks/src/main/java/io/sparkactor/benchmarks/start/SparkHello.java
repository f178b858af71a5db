package io.sparkactor.benchmarks.start;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;

/** Asks a Spark actor for a greeting. Confined to the main thread. */
public final class SparkHello {

    private SparkHello() {}

    static final class Greeter extends Actor<String> {

        @Override
        protected void process(Message<String> message) {
            message.reply("Hello " + message.content());
        }
    }

    /** Runs; the argument is the time when the JVM was started. */
    public static void main(String[] args) {
        try (Syndicate syndicate = Syndicate.open("hello")) {
            ActorRef<String> greeter = syndicate.createActor(Greeter::new);
            Hello.replied(greeter.ask(Hello.NAME, String.class), args);
        }
    }
}
