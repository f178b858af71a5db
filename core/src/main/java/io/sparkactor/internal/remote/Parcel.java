package io.sparkactor.internal.remote;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.internal.ask.StreamBuffer;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.spi.OutboundMessage;
import io.sparkactor.spi.RemoteAsker;
import io.sparkactor.spi.StreamPart;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An envelope on its way to another system. Thread-safe. */
final class Parcel implements OutboundMessage {

    private static final VarHandle SETTLED;

    static {
        try {
            SETTLED = MethodHandles.lookup().findVarHandle(Parcel.class, "settled", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final RemoteRef<?> to;
    private final Envelope<?> envelope;

    /** Who waits for it in another system, if it is the reply to an ask. */
    private final @Nullable RemoteAsker asker;

    /** Who will write, if it asks for a stream. */
    private final @Nullable RemoteWriter writer;

    private @Nullable ActorId sender;

    @SuppressWarnings("unused") // through SETTLED
    private boolean settled;

    /** @param sender who gets the reply, as far as that is known already */
    Parcel(
            RemoteRef<?> to,
            Envelope<?> envelope,
            @Nullable ActorId sender,
            @Nullable RemoteAsker asker,
            @Nullable RemoteWriter writer) {
        this.to = to;
        this.envelope = envelope;
        this.sender = sender;
        this.asker = asker;
        this.writer = writer;
    }

    @Override
    public ActorId target() {
        return to.id();
    }

    /** Asked for several times on its way: made once. Two threads may make it at once, and then the same. */
    @Override
    public @Nullable ActorId sender() {
        ActorId known = sender;
        BaseRef<?> from = envelope.senderRef();
        if (known == null && !from.isNobody()) {
            known = from.replyId();
            sender = known;
        }
        return known;
    }

    @Override
    public Object content() {
        return envelope.content();
    }

    @Override
    public Map<String, String> headers() {
        return envelope.headers();
    }

    @Override
    public String id() {
        return envelope.id();
    }

    @Override
    public @Nullable String idIfMade() {
        return envelope.idIfMade();
    }

    @Override
    public long deadlineNanos() {
        return envelope.deadlineNanos();
    }

    @Override
    public boolean isAsk() {
        return envelope.isAsk();
    }

    @Override
    public boolean isAskEnded() {
        return envelope.isAsk() && envelope.senderRef().isAskEnded();
    }

    @Override
    public @Nullable StreamPart part() {
        return writer == null ? null : new StreamPart.Request(StreamBuffer.CAPACITY);
    }

    @Override
    public void delivered() {
        settle();
        if (writer != null) {
            writer.requestArrived();
        }
        to.arrived();
    }

    @Override
    public void failed(DeadLetterReason reason) {
        settle();
        to.lost(envelope, reason);
        if (asker != null) {
            asker.refused(reason);
        }
    }

    /** Twice would count a message twice, so it is a fault of the transport that must show. */
    private void settle() {
        if (!SETTLED.compareAndSet(this, false, true)) {
            throw new IllegalStateException("the message to " + to.path() + " was settled before");
        }
    }
}
