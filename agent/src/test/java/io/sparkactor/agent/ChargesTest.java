package io.sparkactor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sparkactor.Syndicate;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.limit.Budget;
import io.sparkactor.agent.limit.RetryPolicy;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a request is charged for that has no answer, or whose provider does not say what it took. */
@Timeout(60)
class ChargesTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final long INPUT = 17; // four bytes, and what is around a message

    private final Syndicate syndicate = Syndicate.open("charges");
    private final ScriptedProvider provider = new ScriptedProvider();
    private final Budget budget = Budget.of(b -> b.tokens(1_000));

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** Gives these pieces and then throws. */
    private void breaksAfter(RuntimeException thrown, LlmDelta... deltas) {
        Queue<LlmDelta> left = new ArrayDeque<>(List.of(deltas));
        provider.then(prompt -> new LlmStream() {
            @Override
            public @Nullable LlmDelta next() {
                if (left.isEmpty()) {
                    throw thrown;
                }
                return left.remove();
            }

            @Override
            public LlmAnswer answer() {
                throw new IllegalStateException("it has none");
            }

            @Override
            public void close() {}
        });
    }

    private LlmUsage spentBy(String prompt) {
        var agent = syndicate.createActor(
                LlmAgent.of(provider, s -> s.budget(budget).retry(RetryPolicy.NEVER)));
        Throwable thrown = catchThrowable(() -> agent.ask(LlmRequest.of(prompt), LONG));
        LlmException.causeOf(thrown)
                .ifPresent(e ->
                        assertThat(e.failure().usage()).isEqualTo(budget.spent().usage()));
        assertThat(budget.spent().requests()).isEqualTo(1);
        return budget.spent().usage();
    }

    @Test
    void aRequestThatTheProviderHasNotBegunWithCostsNothing() {
        breaksAfter(new LlmException(Reason.RATE_LIMITED, "busy"));

        assertThat(spentBy("four")).isEqualTo(LlmUsage.NONE);
    }

    @Test
    void aProviderThatBreaksOffWithAnExcuseHasWorkedAllTheSame() {
        breaksAfter(new LlmException(Reason.UNAVAILABLE, "overloaded"), new LlmDelta.Text("12345678"));

        assertThat(spentBy("four")).isEqualTo(LlmUsage.of(INPUT, 2));
    }

    @Test
    void whatAProviderThrowsDoesNotMakeItsWorkFree() {
        breaksAfter(new IllegalStateException("a bug"), new LlmDelta.Text("12345678"));

        assertThat(spentBy("four")).isEqualTo(LlmUsage.of(INPUT, 2));
    }

    /** Eight bytes for two characters and twelve of arguments. */
    @Test
    void bytesAreCountedAlsoThoseOfArguments() {
        breaksAfter(
                new LlmException(Reason.DISCONNECTED, "cut"),
                new LlmDelta.Text("😀😀"),
                new LlmDelta.Arguments("c1", "look", "{\"name\":\"A\"}"));

        assertThat(spentBy("four")).isEqualTo(LlmUsage.of(INPUT, 5));
    }

    @Test
    void ofAnAnswerWithoutUsageTheBytesAreCounted() {
        provider.then(prompt -> LlmStream.of(List.of(), LlmAnswer.of("😀😀", "scripted", LlmUsage.NONE)));

        assertThat(spentBy("four")).isEqualTo(LlmUsage.of(INPUT, 2));
    }

    /** Neither an interrupt nor a close ends it. */
    private static final class DeafStream implements LlmStream {

        private final CountDownLatch read = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public @Nullable LlmDelta next() {
            read.countDown();
            while (true) {
                try {
                    end.await();
                    return null;
                } catch (InterruptedException e) {
                    // it hears nothing
                }
            }
        }

        @Override
        public LlmAnswer answer() {
            return LlmAnswer.of("late", "deaf", LlmUsage.of(500, 500));
        }

        @Override
        public void close() {}
    }

    @Test
    void aCancelledRequestHoldsNoMoneyBackWhateverItsProviderDoes() throws InterruptedException {
        var deaf = new DeafStream();
        provider.then(prompt -> deaf).says("next");
        var agent = syndicate.createActor(
                LlmAgent.of(provider, s -> s.budget(budget).maxOutputTokens(800)));
        var answer = agent.askAsync(LlmRequest.of("four").id("r1"), LONG);
        deaf.read.await();

        agent.ask(new LlmCancel("r1"), LONG);

        LlmException failure =
                LlmException.causeOf(catchThrowable(answer::join)).orElseThrow();
        assertThat(failure.failure().usage()).isEqualTo(LlmUsage.of(INPUT, 0));
        assertThat(budget.spent().usage()).isEqualTo(LlmUsage.of(INPUT, 0));
        try {
            assertThat(agent.ask(LlmRequest.of("more"), LONG).text()).isEqualTo("next");
        } finally {
            deaf.end.countDown();
        }
    }
}
