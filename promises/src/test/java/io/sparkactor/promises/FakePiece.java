package io.sparkactor.promises;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.spi.OutboundMessage;
import io.sparkactor.spi.StreamPart;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A chunk that no correct writer sends: its content is its number. Immutable. */
record FakePiece(ActorId target, int number) implements OutboundMessage {

    @Override
    public @Nullable ActorId sender() {
        return null;
    }

    @Override
    public Object content() {
        return number;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public String id() {
        return "piece " + number;
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
        return false;
    }

    @Override
    public StreamPart part() {
        return new StreamPart.Chunk(number);
    }

    @Override
    public void delivered() {
        // Nobody has sent it.
    }

    @Override
    public void failed(DeadLetterReason reason) {
        // Nobody has sent it.
    }
}
