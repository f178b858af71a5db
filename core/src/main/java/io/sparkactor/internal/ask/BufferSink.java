package io.sparkactor.internal.ask;

import io.sparkactor.ReplySink;
import java.util.Objects;

/**
 * The answering side of a stream at home. Thread-safe.
 *
 * @param <C> the type of the chunks
 * @param <R> the type of the result
 */
record BufferSink<C, R>(StreamBuffer<C> buffer) implements ReplySink<C, R> {

    @Override
    public boolean send(C chunk) {
        return buffer.put(Objects.requireNonNull(chunk, "chunk")) > 0;
    }

    @Override
    public boolean complete(R result) {
        return buffer.end(new StreamEnd.Result(Objects.requireNonNull(result, "result")));
    }

    @Override
    public boolean fail(Throwable cause) {
        return buffer.end(new StreamEnd.Failed(new AskFailure.HandlerThrew(Objects.requireNonNull(cause, "cause"))));
    }

    @Override
    public boolean cancelled() {
        return !buffer.isOpen();
    }
}
