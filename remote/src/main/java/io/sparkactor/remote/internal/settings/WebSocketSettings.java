package io.sparkactor.remote.internal.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said about WebSocket. Immutable.
 *
 * @param listens whether it is what others call; connections to others are of either kind in any case
 * @param origins the web pages that may connect, as browsers name them
 * @param unauthenticatedPython whether, where there is a secret, systems may talk with us that cannot show that they know it
 * @param proxy by which others are called; null for the one that the JVM names, if any
 */
public record WebSocketSettings(
        boolean listens,
        List<String> origins,
        boolean unauthenticatedPython,
        @Nullable HttpProxy proxy) {

    /** What all transports begin with: nothing listens, nobody is let in unseen. */
    public static final WebSocketSettings DEFAULT = new WebSocketSettings(false, List.of(), false, null);

    /** Keeps the list as it is now. */
    public WebSocketSettings {
        origins = List.copyOf(origins);
    }

    /** The same for a transport that others call in this way. */
    public WebSocketSettings listening() {
        return new WebSocketSettings(true, origins, unauthenticatedPython, proxy);
    }

    /**
     * The same with other web pages.
     *
     * @throws IllegalArgumentException as {@link Origins#checked}
     */
    public WebSocketSettings withOrigins(List<String> origins) {
        List<String> checked = origins.stream().map(Origins::checked).toList();
        return new WebSocketSettings(listens, checked, unauthenticatedPython, proxy);
    }

    /** The same, with those that cannot show that they know the secret. */
    public WebSocketSettings withUnauthenticatedPython() {
        return new WebSocketSettings(listens, origins, true, proxy);
    }

    /** The same with a proxy. */
    public WebSocketSettings withProxy(HttpProxy proxy) {
        return new WebSocketSettings(listens, origins, unauthenticatedPython, proxy);
    }
}
