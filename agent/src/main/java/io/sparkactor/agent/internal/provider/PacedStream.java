package io.sparkactor.agent.internal.provider;

import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A stream that gives one piece each while, counted from its beginning. For one reader; closed by any thread. */
public final class PacedStream implements LlmStream {

    private final LlmStream stream;
    private final long paceNanos;
    private final long beginNanos = System.nanoTime();
    private final CountDownLatch closed = new CountDownLatch(1);
    private long pieces;

    /** Slows this one down. */
    public PacedStream(LlmStream stream, Duration pace) {
        this.stream = stream;
        this.paceNanos = pace.toNanos();
    }

    @Override
    public @Nullable LlmDelta next() throws InterruptedException {
        LlmDelta piece = stream.next();
        long due = beginNanos + ++pieces * paceNanos;
        if (piece != null && closed.await(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw new LlmException(Reason.CANCELLED, "the stream was closed");
        }
        return piece;
    }

    @Override
    public LlmAnswer answer() {
        return stream.answer();
    }

    @Override
    public void close() {
        closed.countDown();
        stream.close();
    }
}
