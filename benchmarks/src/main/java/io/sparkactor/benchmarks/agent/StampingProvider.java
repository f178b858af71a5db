package io.sparkactor.benchmarks.agent;

import io.sparkactor.agent.LlmUsage;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmProvider;
import io.sparkactor.agent.spi.LlmStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A model in memory whose tokens are due at fixed moments; each says when it was due, in the nanoseconds of the JVM. Thread-safe.
 *
 * @param tokens how many an answer has
 * @param pace from one token to the next
 */
public record StampingProvider(int tokens, Duration pace) implements LlmProvider {

    @Override
    public String name() {
        return "stamping";
    }

    @Override
    public LlmStream stream(LlmPrompt prompt) {
        return new Stamps();
    }

    /** For one reader. */
    private final class Stamps implements LlmStream {

        private long dueNanos = System.nanoTime();
        private int given;

        @Override
        public @Nullable LlmDelta next() throws InterruptedException {
            if (given == tokens) {
                return null;
            }
            given++;
            dueNanos += pace.toNanos();
            TimeUnit.NANOSECONDS.sleep(dueNanos - System.nanoTime());
            return new LlmDelta.Text(dueNanos + " ");
        }

        @Override
        public LlmAnswer answer() {
            return LlmAnswer.of("", name(), LlmUsage.of(1, tokens));
        }

        @Override
        public void close() {}
    }
}
