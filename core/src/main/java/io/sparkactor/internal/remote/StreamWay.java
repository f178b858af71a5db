package io.sparkactor.internal.remote;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.internal.cell.TurnWait;
import io.sparkactor.internal.waiting.Waiters;
import io.sparkactor.spi.StreamPart;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The way of what is written to one stream: where the transport has no room, it waits for what the stream itself has on its way, so that
 * large chunks slow their writer down, and break nothing. Thread-safe.
 */
final class StreamWay {

    private final Remoting remoting;
    private final StreamAskRef stream;
    private final AtomicLong onTheWay = new AtomicLong();
    private final AtomicLong arrived = new AtomicLong();
    private final Waiters writers = new Waiters();

    StreamWay(Remoting remoting, StreamAskRef stream) {
        this.remoting = remoting;
        this.stream = stream;
    }

    /** Sends a piece; why it did not go, or null. */
    @Nullable
    DeadLetterReason pass(StreamPart part, Object content) {
        while (!stream.isUnread()) {
            long before = arrived.get();
            DeadLetterReason refusal = send(new StreamParcel(stream, part, content));
            if (refusal != DeadLetterReason.OVERFLOW || isHopeless(before)) {
                return refusal;
            }
            awaitRoom(before);
        }
        return DeadLetterReason.ASK_ENDED;
    }

    private @Nullable DeadLetterReason send(StreamParcel parcel) {
        onTheWay.incrementAndGet(); // before it may arrive
        boolean taken = false;
        try {
            DeadLetterReason refusal = remoting.send(parcel);
            taken = refusal == null;
            return refusal;
        } finally {
            if (!taken) {
                onTheWay.decrementAndGet();
                wake();
            }
        }
    }

    /** Whether nothing of the stream is on its way whose arrival would make room. */
    private boolean isHopeless(long before) {
        return onTheWay.get() == 0 && arrived.get() == before;
    }

    private void awaitRoom(long before) {
        try (TurnWait wait = TurnWait.begin(remoting.core(), "ReplySink.send", stream)) {
            writers.await(
                    remoting.core().hooks(),
                    Long.MAX_VALUE,
                    () -> arrived.get() != before || onTheWay.get() == 0 || stream.isUnread(),
                    wait::isOver);
            wait.check();
        }
    }

    /** A piece that was sent has arrived. */
    void arrived() {
        arrived.incrementAndGet(); // first: who finds nothing on the way any more must see that it has arrived
        onTheWay.decrementAndGet();
        wake();
    }

    /** Something may have changed for those who wait. */
    void wake() {
        writers.wakeAll(remoting.core().hooks());
    }
}
