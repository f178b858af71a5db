package io.sparkactor;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What may be said about a message beside its content. Immutable.
 *
 * <p>The header {@value #TRACE_PARENT} (W3C trace context) passes from a message to all that its handler sends; other headers and the
 * time to live do not. A message that is forwarded or stashed is still the same one, and keeps all.
 *
 * @param headers text by name; copied, in their order
 * @param timeToLive how long after the send the message may wait; {@link #FOR_EVER} unless said
 */
public record SendOptions(Map<String, String> headers, Duration timeToLive) {

    /** The name of the header that carries the trace context. */
    public static final String TRACE_PARENT = "traceparent";

    /** The time to live of a message that never expires. */
    public static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();

    /**
     * Copies the headers.
     *
     * @throws IllegalArgumentException if {@code timeToLive} is not positive
     */
    public SendOptions {
        Map<String, String> copy = new LinkedHashMap<>();
        Objects.requireNonNull(headers, "headers")
                .forEach((name, value) ->
                        copy.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
        headers = Collections.unmodifiableMap(copy);
        if (Objects.requireNonNull(timeToLive, "timeToLive").isNegative() || timeToLive.isZero()) {
            throw new IllegalArgumentException("timeToLive must be positive, but is " + timeToLive);
        }
    }

    /** Options with one header. */
    public static SendOptions header(String name, String value) {
        return new SendOptions(Map.of(), FOR_EVER).withHeader(name, value);
    }

    /**
     * Options with a time to live: a message whose turn comes later than that is not handled but becomes a dead letter
     * {@link DeadLetterReason#EXPIRED}.
     *
     * @throws IllegalArgumentException if {@code timeToLive} is not positive
     */
    public static SendOptions timeToLive(Duration timeToLive) {
        return new SendOptions(Map.of(), timeToLive);
    }

    /** The same options with one header more, or replaced. */
    public SendOptions withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new SendOptions(all, timeToLive);
    }

    /**
     * The same options with another time to live; see {@link #timeToLive(Duration)}.
     *
     * @throws IllegalArgumentException if {@code timeToLive} is not positive
     */
    public SendOptions withTimeToLive(Duration timeToLive) {
        return new SendOptions(headers, timeToLive);
    }
}
