package io.sparkactor.internal.remote;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.spi.OutboundMessage;
import io.sparkactor.spi.StreamPart;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A piece of a stream on its way to its reader in another system. In no books. Thread-safe. */
final class StreamParcel implements OutboundMessage {

    private final StreamAskRef stream;
    private final StreamPart part;
    private final Object content;
    private final AtomicBoolean settled = new AtomicBoolean();

    StreamParcel(StreamAskRef stream, StreamPart part, Object content) {
        this.stream = stream;
        this.part = part;
        this.content = content;
    }

    @Override
    public ActorId target() {
        return stream.id();
    }

    @Override
    public @Nullable ActorId sender() {
        return null;
    }

    @Override
    public Object content() {
        return content;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    /** That of its stream: nobody asks for that of a piece. */
    @Override
    public String id() {
        return stream.reader();
    }

    @Override
    public long deadlineNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean isAsk() {
        return false;
    }

    @Override
    public boolean isAskEnded() {
        return stream.isUnread();
    }

    @Override
    public StreamPart part() {
        return part;
    }

    @Override
    public void delivered() {
        settle();
        stream.arrived();
    }

    @Override
    public void failed(DeadLetterReason reason) {
        settle();
        stream.broken(reason);
    }

    private void settle() {
        if (!settled.compareAndSet(false, true)) {
            throw new IllegalStateException("a piece of the stream for " + stream.path() + " was settled before");
        }
    }
}
