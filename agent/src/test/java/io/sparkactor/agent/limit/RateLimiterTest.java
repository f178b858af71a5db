package io.sparkactor.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.AskTimeoutException;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.limit.RateCommand.Acquire;
import io.sparkactor.agent.limit.RateCommand.Pause;
import io.sparkactor.testkit.simulation.Simulation;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In virtual time. */
@Timeout(60)
class RateLimiterTest {

    private static final int SEEDS = 30;
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void noMoreRequestsGoThanAMinuteAllows() {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("rates");
            var limiter = syndicate.createActor(
                    RateLimiter.of(RateLimits.perMinute(60).burst(5)));

            for (int i = 0; i < 65; i++) {
                limiter.ask(new Acquire(1), LONG);
            }

            assertThat(simulation.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofMillis(60_500));
        });
    }

    @Test
    void tokensCountToo() {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("rates");
            var limiter = syndicate.createActor(
                    RateLimiter.of(RateLimits.perMinute(6_000).tokens(1_000)));

            limiter.ask(new Acquire(1_000), LONG);
            Duration waited = limiter.ask(new Acquire(500), LONG);

            assertThat(waited).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31));
        });
    }

    /** A request of more tokens than a minute has waits for a full minute, not for ever. */
    @Test
    void aHugeRequestIsLetThrough() {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("rates");
            var limiter = syndicate.createActor(
                    RateLimiter.of(RateLimits.perMinute(6_000).tokens(1_000)));
            limiter.ask(new Acquire(10_000), LONG);

            assertThat(limiter.ask(new Acquire(10_000), LONG))
                    .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
        });
    }

    @Test
    void whoHasGoneCostsNothing() {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("rates");
            var limiter =
                    syndicate.createActor(RateLimiter.of(RateLimits.perMinute(6).burst(1)));
            limiter.ask(new Acquire(0), LONG);
            for (int i = 0; i < 5; i++) {
                Assertions.assertThatThrownBy(() -> limiter.ask(new Acquire(0), Duration.ofSeconds(1)))
                        .isInstanceOf(AskTimeoutException.class);
            }

            limiter.ask(new Acquire(0), LONG);

            assertThat(simulation.elapsed()).isBetween(Duration.ofMillis(9_900), Duration.ofMillis(10_100));
        });
    }

    @Test
    void aPauseHoldsAll() {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("rates");
            var limiter = syndicate.createActor(RateLimiter.of(RateLimits.perMinute(600)));
            limiter.tell(new Pause(Duration.ofSeconds(20)));

            limiter.ask(new Acquire(0), LONG);

            assertThat(simulation.elapsed()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
        });
    }

    @Test
    void delaysDoubleUpToTheLongest() {
        var policy = new RetryPolicy(50, Duration.ofSeconds(1), Duration.ofSeconds(10));
        LlmFailure failure = LlmFailure.of(Reason.UNAVAILABLE, "down");

        assertThat(policy.delay(failure, 1, -1)).hasValue(Duration.ofSeconds(1));
        assertThat(policy.delay(failure, 3, Duration.ofSeconds(4).toNanos() - 1))
                .hasValue(Duration.ofSeconds(4));
        assertThat(policy.delay(failure, 49, -1))
                .hasValueSatisfying(d -> assertThat(d).isBetween(Duration.ZERO, Duration.ofSeconds(10)));
        assertThat(policy.delay(failure, 50, 1)).isEmpty();
        assertThat(policy.delay(failure.retryAfter(Duration.ofSeconds(11)), 1, 1))
                .isEmpty();
        assertThat(policy.delay(LlmFailure.of(Reason.REFUSED, "no"), 1, 1)).isEmpty();
    }

    /** As of a provider that says when it comes back in centuries. */
    @Test
    void aPauseEndsAfterADayAtTheLatest() {
        Simulation.explore(SEEDS, simulation -> {
            var limiter = simulation.open("rates").createActor(RateLimiter.of(RateLimits.perMinute(60)));
            limiter.tell(new Pause(Duration.ofSeconds(Long.MAX_VALUE)));

            limiter.ask(new Acquire(1), Duration.ofDays(2));

            assertThat(simulation.elapsed())
                    .isBetween(Duration.ofDays(1), Duration.ofDays(1).plusSeconds(1));
        });
    }
}
