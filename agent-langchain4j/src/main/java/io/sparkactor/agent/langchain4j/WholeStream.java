package io.sparkactor.agent.langchain4j;

import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmStream;
import org.jspecify.annotations.Nullable;

/** An answer that was there at once, as a stream of one piece. For one reader; {@link #close} may be called by any thread. */
final class WholeStream implements LlmStream {

    private final LlmAnswer answer;
    private boolean given;
    private boolean ended;
    private volatile boolean closed;

    WholeStream(LlmAnswer answer) {
        this.answer = answer;
        this.given = answer.text().isEmpty();
    }

    @Override
    public @Nullable LlmDelta next() {
        if (closed && !ended) {
            throw new LlmException(Reason.CANCELLED, "the stream was closed");
        }
        if (!given) {
            given = true;
            return new LlmDelta.Text(answer.text());
        }
        ended = true;
        return null;
    }

    @Override
    public LlmAnswer answer() {
        if (!ended) {
            throw new IllegalStateException("the answer is not whole: next() has not given null");
        }
        return answer;
    }

    @Override
    public void close() {
        closed = true;
    }
}
