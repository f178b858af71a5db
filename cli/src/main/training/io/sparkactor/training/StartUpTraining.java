package io.sparkactor.training;

import io.sparkactor.Actor;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import java.time.Duration;

/**
 * Does once what nearly every program does first. The launcher runs it to learn which classes a start needs, and keeps
 * the answer in an ahead-of-time cache beside the framework's jars. No part of any artifact.
 */
final class StartUpTraining {
    private StartUpTraining() {}

    /** Answers a greeting. */
    static final class Greeter extends Actor<String> {
        @Override
        protected void process(Message<String> message) {
            message.reply("Hello " + message.content());
        }
    }

    public static void main(String[] args) {
        try (var syndicate = Syndicate.open("training")) {
            var greeter = syndicate.createActor(Greeter::new);
            syndicate.tell(greeter, "told");
            System.out.println(syndicate.receive(Duration.ofSeconds(5)).content());
            System.out.println(greeter.ask("asked", String.class, Duration.ofSeconds(5)));
        }
    }
}
