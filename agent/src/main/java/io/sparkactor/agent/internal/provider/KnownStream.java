package io.sparkactor.agent.internal.provider;

import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stream of an answer that is known already. For one reader; closed by any thread. */
public final class KnownStream implements LlmStream {

    private final List<? extends LlmDelta> deltas;
    private final LlmAnswer answer;
    private int next;
    private volatile boolean closed;

    /** A stream at its beginning. */
    public KnownStream(List<? extends LlmDelta> deltas, LlmAnswer answer) {
        this.deltas = deltas;
        this.answer = answer;
    }

    @Override
    public @Nullable LlmDelta next() {
        if (next > deltas.size()) {
            return null;
        }
        if (closed) {
            throw new LlmException(Reason.CANCELLED, "the stream was closed");
        }
        next++;
        return next > deltas.size() ? null : deltas.get(next - 1);
    }

    @Override
    public LlmAnswer answer() {
        if (next <= deltas.size()) {
            throw new IllegalStateException("the stream was not read to its end");
        }
        return answer;
    }

    @Override
    public void close() {
        closed = true;
    }
}
