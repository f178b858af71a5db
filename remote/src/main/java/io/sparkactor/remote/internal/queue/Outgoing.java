package io.sparkactor.remote.internal.queue;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.codec.Packed;
import io.sparkactor.remote.internal.parts.InFlight;
import io.sparkactor.remote.internal.session.SessionFrame;
import io.sparkactor.remote.internal.session.SessionFrame.Sender;
import io.sparkactor.remote.internal.session.SessionFrames;
import io.sparkactor.spi.OutboundMessage;
import io.sparkactor.spi.StreamPart;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message that was taken, encoded, on its way out. Counts as in flight from when it is made until it is settled. */
public final class Outgoing implements Item {

    /** For what is kept beside the bytes. */
    private static final int FLAT_BYTES = 128;

    private final OutboundMessage message;
    private final Packed packed;
    private final SystemId home;
    private final InFlight inFlight;
    private final int bytes;

    Outgoing(OutboundMessage message, Packed packed, SystemId home, InFlight inFlight) {
        this.message = message;
        this.packed = packed;
        this.home = home;
        this.inFlight = inFlight;
        this.bytes = FLAT_BYTES + packed.bytes() + lengths(message.headers());
        inFlight.taken(isInBooks());
    }

    /** Pieces of a stream are not, its request is. */
    private boolean isInBooks() {
        return message.part() == null || message.part() instanceof StreamPart.Request;
    }

    private static int lengths(Map<String, String> headers) {
        int sum = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            sum += header.getKey().length() + header.getValue().length();
        }
        return sum;
    }

    /** Its identifier. */
    public String id() {
        return message.id();
    }

    /** Its envelope for the original; null if it does not travel there. */
    public byte @Nullable [] envelope() {
        return packed.envelope();
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public @Nullable DeadLetterReason unwanted(long nowNanos) {
        if (message.isAskEnded()) {
            return DeadLetterReason.ASK_ENDED;
        }
        return leftNanos(nowNanos) <= 0 ? DeadLetterReason.EXPIRED : null;
    }

    private long leftNanos(long nowNanos) {
        long deadline = message.deadlineNanos();
        return deadline == Long.MAX_VALUE ? SessionFrame.FOREVER : deadline - nowNanos;
    }

    @Override
    public boolean packedForSession() {
        return packed.payload() != null;
    }

    private byte[] payload() {
        return Objects.requireNonNull(packed.payload(), "it was not packed for a session");
    }

    @Override
    public long weight() {
        return SessionFrame.Message.weight(message.headers(), payload().length);
    }

    @Override
    public boolean fits(int mostBytes) {
        return SessionFrames.carries(frame(1, 0), mostBytes);
    }

    @Override
    public boolean isOfStream() {
        return message.part() != null;
    }

    @Override
    public SessionFrame.Message frame(long seq, long nowNanos) {
        ActorId sender = message.sender();
        return new SessionFrame.Message(
                seq,
                message.target().uuid(),
                sender == null ? null : Sender.of(sender, home),
                message.isAsk(),
                Math.max(0, leftNanos(nowNanos)),
                message.headers(),
                isInBooks() ? message.idIfMade() : null, // nobody asks for that of a piece
                payload(),
                message.part());
    }

    @Override
    public void delivered() {
        inFlight.settled(isInBooks(), message::delivered);
    }

    @Override
    public void failed(DeadLetterReason reason) {
        inFlight.settled(isInBooks(), () -> message.failed(reason));
    }

    /** It was not taken after all: whoever sends it is told by the result of its call. */
    void withdrawn() {
        inFlight.settled(isInBooks(), () -> {});
    }
}
