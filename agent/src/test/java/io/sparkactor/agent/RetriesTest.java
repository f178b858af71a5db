package io.sparkactor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sparkactor.Syndicate;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.limit.RateLimiter;
import io.sparkactor.agent.limit.RateLimits;
import io.sparkactor.agent.limit.RetryPolicy;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmStream;
import io.sparkactor.testkit.simulation.Simulation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a request is made again, in virtual time. */
@Timeout(60)
class RetriesTest {

    private static final int SEEDS = 50;
    private static final Duration LONG = Duration.ofMinutes(5);

    /** Says a word and breaks off. */
    private static LlmStream half(LlmFailure failure) {
        return new LlmStream() {
            private boolean said;

            @Override
            public LlmDelta next() {
                if (said) {
                    throw new LlmException(failure);
                }
                said = true;
                return new LlmDelta.Text("half");
            }

            @Override
            public LlmAnswer answer() {
                throw new IllegalStateException("it has none");
            }

            @Override
            public void close() {}
        };
    }

    private static final LlmFailure BUSY =
            LlmFailure.of(Reason.RATE_LIMITED, "busy").retryAfter(Duration.ofSeconds(7));

    @Test
    void aBusyProviderIsAskedAgainWhenItSaid() {
        Simulation.explore(SEEDS, simulation -> {
            var provider = new ScriptedProvider().fails(BUSY).says("hello");
            Syndicate syndicate = simulation.open("retries");
            var agent = syndicate.createActor(LlmAgent.of(provider));

            LlmResponse response = agent.ask(LlmRequest.of("hi"), LONG);

            assertThat(response.text()).isEqualTo("hello");
            assertThat(response.spending().requests()).isEqualTo(2);
            assertThat(simulation.elapsed()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
        });
    }

    @Test
    void aBusyProviderPausesAllWhoShareItsLimiter() {
        Simulation.explore(SEEDS, simulation -> {
            var provider = new ScriptedProvider().fails(BUSY).says("one").says("two");
            Syndicate syndicate = simulation.open("retries");
            var limiter = syndicate.createActor(RateLimiter.of(RateLimits.perMinute(600)));
            var first = syndicate.createActor(LlmAgent.of(provider, s -> s.rateLimiter(limiter)));
            var second = syndicate.createActor(LlmAgent.of(provider, s -> s.rateLimiter(limiter)));

            var answer = first.askAsync(LlmRequest.of("hi"), LONG);
            simulation.sleep(Duration.ofSeconds(1));
            second.ask(LlmRequest.of("hi"), LONG);

            assertThat(simulation.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
            simulation.await(answer);
        });
    }

    @Test
    void aPauseIsToldAlsoByAnAgentThatDoesNotTryAgain() {
        Simulation.explore(SEEDS, simulation -> {
            var provider = new ScriptedProvider().fails(BUSY).says("one");
            Syndicate syndicate = simulation.open("retries");
            var limiter = syndicate.createActor(RateLimiter.of(RateLimits.perMinute(600)));
            var first = syndicate.createActor(
                    LlmAgent.of(provider, s -> s.rateLimiter(limiter).retry(RetryPolicy.NEVER)));
            var second = syndicate.createActor(LlmAgent.of(provider, s -> s.rateLimiter(limiter)));

            Throwable thrown = catchThrowable(() -> first.ask(LlmRequest.of("hi"), LONG));
            second.ask(LlmRequest.of("hi"), LONG);

            assertThat(LlmException.causeOf(thrown).orElseThrow().reason()).isEqualTo(Reason.RATE_LIMITED);
            assertThat(simulation.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
        });
    }

    @Test
    void aProviderThatWantsTooLongAWaitIsNotWaitedFor() {
        Simulation.explore(SEEDS, simulation -> {
            var provider = new ScriptedProvider().fails(BUSY).says("hello");
            var agent = simulation.open("retries").createActor(LlmAgent.of(provider));

            Throwable thrown =
                    catchThrowable(() -> agent.ask(LlmRequest.of("hi").timeout(Duration.ofSeconds(5)), LONG));

            LlmException failure = LlmException.causeOf(thrown).orElseThrow();
            assertThat(failure.reason()).isEqualTo(Reason.RATE_LIMITED);
            assertThat(failure.failure().retryAfter()).hasValue(Duration.ofSeconds(7));
            assertThat(simulation.elapsed()).isLessThan(Duration.ofSeconds(1));
        });
    }

    @Test
    void attemptsAreBoundedAndTheWaitsGrowAtRandom() {
        Simulation.explore(SEEDS, simulation -> {
            var provider = new ScriptedProvider();
            for (int i = 0; i < 5; i++) {
                provider.fails(LlmFailure.of(Reason.PROVIDER_FAILED, "oops"));
            }
            var agent = simulation.open("retries").createActor(LlmAgent.of(provider));

            Throwable thrown = catchThrowable(() -> agent.ask(LlmRequest.of("hi"), LONG));

            assertThat(LlmException.causeOf(thrown).orElseThrow().reason()).isEqualTo(Reason.PROVIDER_FAILED);
            assertThat(provider.prompts()).hasSize(3);
            assertThat(simulation.elapsed()).isLessThan(Duration.ofMillis(1_600));
        });
    }

    @Test
    void aHalfAnswerIsForgottenWhereNobodyHasReadIt() {
        Simulation.explore(SEEDS, simulation -> {
            var provider = new ScriptedProvider()
                    .then(prompt -> half(LlmFailure.of(Reason.DISCONNECTED, "cut")))
                    .says("whole");
            var agent = simulation.open("retries").createActor(LlmAgent.of(provider));

            assertThat(agent.ask(LlmRequest.of("hi"), LONG).text()).isEqualTo("whole");
        });
    }

    @Test
    void aHalfAnswerThatWasReadIsNotBegunAnew() {
        Simulation.explore(SEEDS, simulation -> {
            var provider = new ScriptedProvider()
                    .then(prompt -> half(LlmFailure.of(Reason.DISCONNECTED, "cut")))
                    .says("whole");
            var agent = simulation.open("retries").createActor(LlmAgent.of(provider));
            try (var stream = agent.askStream(LlmRequest.of("hi").stream(), LONG)) {
                assertThat(stream.next().text()).isEqualTo("half");

                LlmException failure =
                        LlmException.causeOf(catchThrowable(stream::next)).orElseThrow();

                assertThat(failure.reason()).isEqualTo(Reason.DISCONNECTED);
                assertThat(failure.partialText()).isEqualTo("half");
                assertThat(provider.prompts()).hasSize(1);
            }
        });
    }

    @Test
    void aRequestThatIsWrongIsNotMadeAgain() {
        Simulation.explore(SEEDS, simulation -> {
            var provider = new ScriptedProvider().fails(LlmFailure.of(Reason.REJECTED, "wrong key"));
            var agent = simulation.open("retries").createActor(LlmAgent.of(provider));

            Throwable thrown = catchThrowable(() -> agent.ask(LlmRequest.of("hi"), LONG));

            assertThat(LlmException.causeOf(thrown).orElseThrow().reason()).isEqualTo(Reason.REJECTED);
            assertThat(provider.prompts()).hasSize(1);
        });
    }

    /** However a cancel falls among the steps of a turn, the asker gets an end and the next request its answer. */
    @Test
    void aCancelAtAnyMomentLeavesTheAgentFit() {
        Simulation.explore(500, simulation -> {
            var provider =
                    new ScriptedProvider().fails(BUSY).says("one").says("two").says("three");
            var agent = simulation.open("cancels").createActor(LlmAgent.of(provider));
            var answer = agent.askAsync(LlmRequest.of("hi").id("r1").timeout(Duration.ofSeconds(20)), LONG);
            simulation.sleep(Duration.ofMillis(Math.floorMod(simulation.seed() * 37, 8_000)));

            boolean had = agent.ask(new LlmCancel("r1"), LONG);

            Throwable thrown = catchThrowable(() -> simulation.await(answer));
            assertThat(had).isEqualTo(thrown != null);
            assertThat(agent.ask(LlmRequest.of("again"), LONG).text()).isIn("one", "two");
            int messages = agent.ask(new GetConversation(), LONG).messages().size();
            assertThat(messages).isEqualTo(had ? 2 : 4);
        });
    }
}
