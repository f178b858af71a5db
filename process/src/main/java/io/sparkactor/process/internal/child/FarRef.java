package io.sparkactor.process.internal.child;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.Delivery;
import io.sparkactor.ExecutorCallException;
import io.sparkactor.ReplyStream;
import io.sparkactor.Request;
import io.sparkactor.SendOptions;
import io.sparkactor.StreamRequest;
import io.sparkactor.process.internal.wire.RefText;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A ref to a receiver in the syndicate. What is told to it is sent in the name of this JVM's actor, on whatever thread. Thread-safe.
 *
 * @param <M> the type of messages
 */
final class FarRef<M> implements ActorRef<M> {

    private final Link link;
    private final RefText text;

    FarRef(Link link, RefText text) {
        this.link = link;
        this.text = text;
    }

    Link link() {
        return link;
    }

    long handle() {
        return text.handle();
    }

    @Override
    public Delivery tell(M message) {
        return link.tell(handle(), Objects.requireNonNull(message, "message"));
    }

    @Override
    public Delivery tell(M message, SendOptions options) {
        throw refused("tell(…, SendOptions)");
    }

    @Override
    public <R> R ask(Request<? super M, R> request) {
        throw refused("ask(…)");
    }

    @Override
    public <R> R ask(Request<? super M, R> request, Duration timeout) {
        throw refused("ask(…)");
    }

    @Override
    public <R> R ask(M message, Class<R> replyType) {
        throw refused("ask(…)");
    }

    @Override
    public <R> R ask(M message, Class<R> replyType, Duration timeout) {
        throw refused("ask(…)");
    }

    @Override
    public <R> CompletableFuture<R> askAsync(Request<? super M, R> request) {
        throw refused("askAsync(…)");
    }

    @Override
    public <R> CompletableFuture<R> askAsync(Request<? super M, R> request, Duration timeout) {
        throw refused("askAsync(…)");
    }

    @Override
    public <R> CompletableFuture<R> askAsync(M message, Class<R> replyType) {
        throw refused("askAsync(…)");
    }

    @Override
    public <R> CompletableFuture<R> askAsync(M message, Class<R> replyType, Duration timeout) {
        throw refused("askAsync(…)");
    }

    @Override
    public <C, R> ReplyStream<C, R> askStream(StreamRequest<? super M, C, R> request) {
        throw refused("askStream(…)");
    }

    @Override
    public <C, R> ReplyStream<C, R> askStream(StreamRequest<? super M, C, R> request, Duration timeout) {
        throw refused("askStream(…)");
    }

    private ExecutorCallException refused(String call) {
        return new ExecutorCallException(call, link.refs().selfPath());
    }

    @Override
    public ActorId id() {
        return text.id();
    }

    @Override
    public String path() {
        return text.path();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FarRef<?> that && text.id().equals(that.text.id());
    }

    @Override
    public int hashCode() {
        return text.id().hashCode();
    }

    @Override
    public String toString() {
        return text.path();
    }
}
