package io.sparkactor.internal.cell;

import io.sparkactor.ReplySink;
import java.util.Objects;

/** The answer to a stream request that nobody streams: takes nothing. Stateless. */
final class CancelledSink<C, R> implements ReplySink<C, R> {

    private static final CancelledSink<?, ?> INSTANCE = new CancelledSink<>();

    private CancelledSink() {}

    @SuppressWarnings("unchecked") // it never uses a value
    static <C, R> ReplySink<C, R> instance() {
        return (ReplySink<C, R>) INSTANCE;
    }

    @Override
    public boolean send(C chunk) {
        Objects.requireNonNull(chunk, "chunk");
        return false;
    }

    @Override
    public boolean complete(R result) {
        Objects.requireNonNull(result, "result");
        return false;
    }

    @Override
    public boolean fail(Throwable cause) {
        Objects.requireNonNull(cause, "cause");
        return false;
    }

    @Override
    public boolean cancelled() {
        return true;
    }
}
