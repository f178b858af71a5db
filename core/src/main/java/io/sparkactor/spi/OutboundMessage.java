package io.sparkactor.spi;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to another system. Thread-safe.
 *
 * <p>Whoever takes it settles it exactly once: {@link #delivered} or {@link #failed}; what is not settled is in flight, unless it is a piece
 * of a stream, which is in no books.
 */
public interface OutboundMessage {

    /** Whom it is for. */
    ActorId target();

    /** Who gets the reply; null if nobody does. */
    @Nullable
    ActorId sender();

    /** What was sent. */
    Object content();

    /** Its headers, with the trace context in them. */
    Map<String, String> headers();

    /** A random UUID; made when first asked for, the same ever after. */
    String id();

    /** The same if it is there already, else null: where the protocol can do without, none is made. */
    default @Nullable String idIfMade() {
        return id();
    }

    /** Until when somebody has a use for it, on the scale of {@link RuntimeHooks#nanoTime}; {@link Long#MAX_VALUE} for ever. */
    long deadlineNanos();

    /** Whether its sender waits for the reply, and wants to be told when there will be none. */
    boolean isAsk();

    /** Whether its sender waits no more, or nobody reads the stream that it is a piece of, so that it need not be sent. */
    boolean isAskEnded();

    /** What it has to do with a stream; null if nothing. It is for a system only that {@linkplain Transport#carriesStreams takes} streams. */
    @Nullable
    StreamPart part();

    /** The mailbox of the target has it; where the other side never says so: it has left this machine. */
    void delivered();

    /** It will not arrive: it becomes a dead letter, and its asker is told. */
    void failed(DeadLetterReason reason);
}
