package io.sparkactor.agent.internal.provider;

import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmProvider;
import io.sparkactor.agent.spi.LlmStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes on what another provider answers, and records it. Thread-safe. */
public final class RecordingProvider implements LlmProvider {

    private final LlmProvider provider;
    private final CassetteFile cassette;

    /** Records the answers of this provider. */
    public RecordingProvider(LlmProvider provider, CassetteFile cassette) {
        this.provider = provider;
        this.cassette = cassette;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public LlmStream stream(LlmPrompt prompt) throws InterruptedException {
        return new RecordingStream(prompt, provider.stream(prompt));
    }

    @Override
    public void close() {
        provider.close();
    }

    /** For one reader; closed by any thread. */
    private final class RecordingStream implements LlmStream {

        private final LlmPrompt prompt;
        private final LlmStream stream;
        private final List<LlmDelta> deltas = new ArrayList<>();
        private boolean recorded;

        RecordingStream(LlmPrompt prompt, LlmStream stream) {
            this.prompt = prompt;
            this.stream = stream;
        }

        @Override
        public @Nullable LlmDelta next() throws InterruptedException {
            LlmDelta delta = stream.next();
            if (delta != null) {
                deltas.add(delta);
            } else if (!recorded) {
                recorded = true;
                cassette.add(prompt, deltas, stream.answer());
            }
            return delta;
        }

        @Override
        public LlmAnswer answer() {
            return stream.answer();
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
