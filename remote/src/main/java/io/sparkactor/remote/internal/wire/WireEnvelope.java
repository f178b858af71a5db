package io.sparkactor.remote.internal.wire;

import io.sparkactor.ActorId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message as it travels. Immutable, as far as its payload is.
 *
 * @param target whom it is for
 * @param sender who gets the reply; null if nobody does
 * @param payload what was sent. Python's {@code None} is {@link java.util.Optional#empty()} here, as messages are never null in Java;
 *     inside of lists and maps it is null
 * @param generation which life of the target it is for, 0 the first and one more with each restart; null for any
 * @param messageId its identifier
 * @param headers its headers in order, plain values of any kind but null; the constructor copies the map. With a text {@code traceparent} among
 *     them, that is the trace
 * @param deadline until when somebody has a use for it, in microseconds, cut; null for ever
 * @param correlationId what it is about; null is replaced by the message's own id, as in the original
 * @param traceId the trace that it belongs to; null for none
 */
public record WireEnvelope(
        ActorId target,
        @Nullable ActorId sender,
        Object payload,
        @Nullable Integer generation,
        String messageId,
        Map<String, Object> headers,
        @Nullable Instant deadline,
        @Nullable String correlationId,
        @Nullable String traceId) {

    private static final String TRACEPARENT = "traceparent";

    /** Checks the parts, and puts in what the original puts in. */
    public WireEnvelope {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(payload, "payload");
        if (generation != null && generation < 0) {
            throw new IllegalArgumentException("generation must not be negative, but is " + generation);
        }
        Objects.requireNonNull(messageId, "messageId");
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        deadline = deadline == null ? null : deadline.truncatedTo(ChronoUnit.MICROS);
        correlationId = correlationId == null ? messageId : correlationId;
        traceId = headers.get(TRACEPARENT) instanceof String traceparent ? traceparent : traceId;
    }

    /** The headers that are texts, numbers or truth values, as texts; all others are left out, as a text could not say what they are. */
    public Map<String, String> textHeaders() {
        var texts = LinkedHashMap.<String, String>newLinkedHashMap(headers.size());
        headers.forEach((name, value) -> {
            if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                texts.put(name, value.toString());
            }
        });
        return Collections.unmodifiableMap(texts);
    }

    /** For people: who sends what kind of thing to whom; never what is in it. */
    @Override
    public String toString() {
        String from = sender == null ? "nobody" : sender.toString();
        return "Envelope(" + Foreign.printable(messageId) + ", "
                + payload.getClass().getName() + ", " + from + " -> " + target + ")";
    }
}
