package io.sparkactor.internal.ask;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.spi.StreamPart;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts what comes from a writer in another system into the buffer of its reader, by its number: several threads may write to one stream, and
 * each encodes what it writes, so that the next piece may be on its way before the one in front of it. Thread-safe; never blocks.
 *
 * @param <C> the type of the chunks
 */
final class StreamArrivals<C> {

    private record Piece(StreamPart part, Object content) {}

    private final StreamBuffer<C> buffer;
    private final Map<Long, Piece> early = new HashMap<>();
    private long next = 1;

    StreamArrivals(StreamBuffer<C> buffer) {
        this.buffer = buffer;
    }

    /** Something has come; why it is refused, or null. */
    synchronized @Nullable DeadLetterReason take(StreamPart part, Object content) {
        long number = switch (part) {
            case StreamPart.Chunk chunk -> chunk.number();
            case StreamPart.Result result -> result.number();
            case StreamPart.Request _ -> throw new IllegalArgumentException("a reader is asked for nothing");
        };
        if (!buffer.isOpen()) {
            early.clear();
            return DeadLetterReason.NO_ACTOR;
        }
        if (number < next || !early.isEmpty() && early.containsKey(number)) {
            return DeadLetterReason.LATE_REPLY;
        }
        if (number - next > StreamBuffer.CAPACITY) {
            return overrun();
        }
        Piece piece = new Piece(part, content);
        if (number != next) {
            early.put(number, piece);
            return null;
        }
        while (piece != null) {
            next++;
            if (!put(piece)) {
                return overrun();
            }
            piece = early.isEmpty() ? null : early.remove(next);
        }
        return null;
    }

    @SuppressWarnings("unchecked") // javac has checked what the sink was given, and the codec what may come
    private boolean put(Piece piece) {
        if (piece.part() instanceof StreamPart.Result) {
            buffer.end(new StreamEnd.Result(piece.content()));
            return true;
        }
        return buffer.offer((C) piece.content());
    }

    /** No correct writer sends more than there is room for. */
    private DeadLetterReason overrun() {
        early.clear();
        buffer.end(new StreamEnd.Failed(new AskFailure.Refused(DeadLetterReason.OVERFLOW)));
        return DeadLetterReason.OVERFLOW;
    }
}
