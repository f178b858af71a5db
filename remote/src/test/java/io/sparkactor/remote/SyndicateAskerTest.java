package io.sparkactor.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Three syndicates in one JVM that talk over loopback: who is asked, and who may answer. */
class SyndicateAskerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static void connect(Syndicate from, Syndicate to) {
        assertThat(from.connect(to.systemId(), to.remoteAddress()).awaitConnected(PATIENCE))
                .isTrue();
    }

    /** Whoever is asked may give the ref of the asker away; that is of no use to the one who gets it. */
    @Test
    void aThirdSystemThatLearnsOfTheAskerCannotAnswer() throws Exception {
        try (var left = Syndicate.open("asker-left", c -> c.remote(Remote.tcp()));
                var right = Syndicate.open("asker-right", c -> c.remote(Remote.tcp()));
                var third = Syndicate.open("asker-third", c -> c.remote(Remote.tcp()))) {
            connect(left, right);
            connect(right, third);
            connect(third, left);
            ActorRef<Object> forger = third.createActor(Object.class, (context, message) -> {
                if (message.content() instanceof ActorRef<?> asker) {
                    third.ref(asker.id(), String.class).tell("forged");
                }
            });
            ActorRef<Object> seenFromRight = right.ref(forger.id(), Object.class);
            BlockingQueue<Message<String>> asked = new LinkedBlockingQueue<>();
            ActorRef<String> honest = right.createActor(String.class, (context, message) -> {
                asked.add(message);
                seenFromRight.tell(message.sender());
            });
            CompletableFuture<String> ask =
                    left.ref(honest.id(), String.class).askAsync("hello", String.class, Duration.ofSeconds(30));

            Await.until(
                    "the forged answer is a dead letter",
                    () -> third.deadLetters().stream().map(DeadLetter::content).anyMatch("forged"::equals));
            assertThat(third.deadLetters().getLast().reason()).isEqualTo(DeadLetterReason.NO_ACTOR);
            assertThat(left.deadLetters().getLast().content()).isEqualTo("forged");
            assertThat(ask).isNotDone();
            asked.poll(5, TimeUnit.SECONDS).reply("answer");
            assertThat(ask.get(5, TimeUnit.SECONDS)).isEqualTo("answer");
        }
    }
}
