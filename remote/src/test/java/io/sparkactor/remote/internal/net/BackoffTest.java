package io.sparkactor.remote.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.spi.RuntimeHooks;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Backoff backoff = new Backoff(RuntimeHooks.production(), FIRST, LONGEST);

    @Test
    void pausesGrowToABoundAndAreRandomByHalf() {
        for (int attempt = 0; attempt < 20; attempt++) {
            Duration step = attempt < 6 ? FIRST.multipliedBy(1L << attempt) : LONGEST;

            assertThat(Duration.ofNanos(backoff.nextNanos())).isBetween(step.dividedBy(2), step);
        }
    }

    @Test
    void aSuccessBeginsAnew() {
        for (int attempt = 0; attempt < 10; attempt++) {
            backoff.nextNanos();
        }

        backoff.reset();

        assertThat(Duration.ofNanos(backoff.nextNanos())).isLessThanOrEqualTo(FIRST);
    }
}
