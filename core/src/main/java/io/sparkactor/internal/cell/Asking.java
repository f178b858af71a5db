package io.sparkactor.internal.cell;

import io.sparkactor.ReplyStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How a ref asks; implemented by {@code internal.ask}, so that cells do not depend on it. Thread-safe. */
public interface Asking {

    /**
     * Asks and waits.
     *
     * @param replyType what the reply must be, null if javac has checked it
     * @param timeout null for the default
     */
    <R> R ask(BaseRef<?> target, Object request, @Nullable Class<R> replyType, @Nullable Duration timeout);

    /** Asks without waiting. */
    <R> CompletableFuture<R> askAsync(
            BaseRef<?> target, Object request, @Nullable Class<R> replyType, @Nullable Duration timeout);

    /** Asks for a stream. */
    <C, R> ReplyStream<C, R> askStream(BaseRef<?> target, Object request, @Nullable Duration timeout);

    /** Fails what only a timer would end, since there are no timers any more. */
    void close();
}
