package io.sparkactor.agent.testserver;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request that has come. Immutable.
 *
 * @param method as {@code POST}
 * @param path with what follows a question mark
 * @param headers by their names in lower case; of several with one name, the last
 * @param body as text
 */
public record FakeRequest(String method, String path, Map<String, String> headers, String body) {

    /** Copies the map. */
    public FakeRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    /** The value of a header; empty if it has not come. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
    }
}
