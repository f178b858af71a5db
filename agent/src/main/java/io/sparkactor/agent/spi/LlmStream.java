package io.sparkactor.agent.spi;

import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.internal.provider.KnownStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a model as it comes: pieces, then the whole. For one reader; {@link #close} may be called by any thread.
 *
 * <pre>{@code
 * try (LlmStream stream = provider.stream(prompt)) {
 *     for (var delta = stream.next(); delta != null; delta = stream.next()) { … }
 *     LlmAnswer answer = stream.answer();
 * }
 * }</pre>
 */
public interface LlmStream extends AutoCloseable {

    /** A stream of an answer that is known already: these pieces, then the whole. Closing it ends it with {@code CANCELLED}. */
    static LlmStream of(List<? extends LlmDelta> deltas, LlmAnswer answer) {
        return new KnownStream(List.copyOf(deltas), answer);
    }

    /**
     * The next piece. Blocks until it is there.
     *
     * @return null if the answer is whole
     * @throws LlmException if the answer breaks off: {@code REFUSED}, {@code INCOMPLETE}, {@code DISCONNECTED} and so on, with the text
     *     that had come; {@code CANCELLED} if the stream was closed, also while this waits. Later calls throw it again
     * @throws InterruptedException if the thread was interrupted; the stream is closed by then
     */
    @Nullable
    LlmDelta next() throws InterruptedException;

    /**
     * The whole answer, after {@link #next} has given null.
     *
     * @throws IllegalStateException before that
     */
    LlmAnswer answer();

    /**
     * Ends the stream and its connection at once, also while another thread waits in {@link #next}, which then throws. Does not wait for
     * the provider. Idempotent.
     */
    @Override
    void close();
}
