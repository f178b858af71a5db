package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.AskCycleException;
import io.sparkactor.AskException;
import io.sparkactor.StreamRequest;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P7 on a machine that suspends threads for longer than the watch over circles waits. */
@Timeout(60)
class P7SlowMachineTest {

    private static final Duration LONG = Duration.ofSeconds(3);

    private record Wish() implements StreamRequest<Object, String, String> {}

    @Test
    void aCircleIsFoundAlthoughItsAskersWereSuspendedWhenTheyBeganToWait() throws Exception {
        assertFound(other -> other.ask(new Wish(), String.class, LONG));
    }

    @Test
    void aCircleIsFoundAlthoughItsReadersWereSuspendedWhenTheyBeganToWait() throws Exception {
        assertFound(other -> {
            try (var stream = other.askStream(new Wish(), LONG)) {
                stream.result();
            }
        });
    }

    private static void assertFound(Consumer<ActorRef<Object>> waitFor) throws Exception {
        var hooks = SlowTimers.hooks(Duration.ofMillis(60));
        try (var syndicate =
                Syndicate.open("p7-slow", c -> c.hooks(hooks).processors(2).drainTimeout(Duration.ZERO))) {
            var outcomes = new Mail<AskException>();
            var second = new AtomicReference<ActorRef<Object>>();
            var first = syndicate.createActor(
                    Object.class, (context, message) -> keepFailure(() -> waitFor.accept(second.get()), outcomes));
            second.set(syndicate.createActor(
                    Object.class, (context, message) -> keepFailure(() -> waitFor.accept(first), outcomes)));
            first.tell("go");

            assertThat(outcomes.take()).isInstanceOf(AskCycleException.class);
        }
    }

    private static void keepFailure(Runnable wait, Mail<AskException> outcomes) {
        try {
            wait.run();
        } catch (AskException e) {
            outcomes.put(e);
        }
    }
}
