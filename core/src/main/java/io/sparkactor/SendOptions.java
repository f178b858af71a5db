package io.sparkactor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What may be said about a message beside its content. Immutable.
 *
 * <p>The header {@value #TRACE_PARENT} (W3C trace context) passes from a message to all that its handler sends; other headers do not.
 *
 * @param headers text by name; copied, in their order
 */
public record SendOptions(Map<String, String> headers) {

    /** The name of the header that carries the trace context. */
    public static final String TRACE_PARENT = "traceparent";

    /** Copies the headers. */
    public SendOptions {
        Map<String, String> copy = new LinkedHashMap<>();
        Objects.requireNonNull(headers, "headers")
                .forEach((name, value) ->
                        copy.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
        headers = Collections.unmodifiableMap(copy);
    }

    /** Options with one header. */
    public static SendOptions header(String name, String value) {
        return new SendOptions(Map.of()).withHeader(name, value);
    }

    /** The same options with one header more, or replaced. */
    public SendOptions withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new SendOptions(all);
    }
}
