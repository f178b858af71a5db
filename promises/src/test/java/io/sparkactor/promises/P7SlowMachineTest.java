package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.AskCycleException;
import io.sparkactor.AskException;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P7 on a machine that suspends threads for longer than the watch over circles waits. */
@Timeout(60)
class P7SlowMachineTest {

    @Test
    void aCircleIsFoundAlthoughItsAskersWereSuspendedWhenTheyBeganToWait() throws Exception {
        var hooks = new SlowTimers(Duration.ofMillis(60));
        try (var syndicate =
                Syndicate.open("p7-slow", c -> c.hooks(hooks).processors(2).drainTimeout(Duration.ZERO))) {
            var outcomes = new Mail<AskException>();
            var second = new AtomicReference<ActorRef<String>>();
            var first = syndicate.createActor(String.class, (context, message) -> ask(second.get(), outcomes));
            second.set(syndicate.createActor(String.class, (context, message) -> ask(first, outcomes)));
            first.tell("go");

            assertThat(outcomes.take()).isInstanceOf(AskCycleException.class);
        }
    }

    private static void ask(ActorRef<String> other, Mail<AskException> outcomes) {
        try {
            other.ask("well?", String.class, Duration.ofSeconds(3));
        } catch (AskException e) {
            outcomes.put(e);
        }
    }
}
