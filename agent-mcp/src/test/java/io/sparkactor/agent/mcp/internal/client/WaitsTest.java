package io.sparkactor.agent.mcp.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What becomes of work that nobody waits for any more. */
class WaitsTest {

    @Test
    void workWhoseTimeIsOverDoesNotGoOn() {
        var cancelled = new AtomicBoolean();
        Mono<String> work = Mono.<String>never().doOnCancel(() -> cancelled.set(true));

        assertThatThrownBy(() -> new Waits().await(work, Duration.ofMillis(1))).isInstanceOf(TimeoutException.class);
        assertThat(cancelled).isTrue();
    }
}
