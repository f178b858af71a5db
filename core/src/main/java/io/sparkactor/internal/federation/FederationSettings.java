package io.sparkactor.internal.federation;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a syndicate takes part. Immutable.
 *
 * @param token what all members know; null if none is needed
 * @param capabilities what it can at first
 * @param hosts the classes that it takes, by their names
 * @param mostPlaced how many actors of members it takes at once
 * @param lease after which silence others count it as gone
 * @param address where others find it; null for where it listens
 */
public record FederationSettings(
        @Nullable String token,
        Map<String, Object> capabilities,
        Map<String, Class<?>> hosts,
        int mostPlaced,
        Duration lease,
        @Nullable String address) {

    /** As records do, but for the token. */
    @Override
    public String toString() {
        return "FederationSettings[capabilities=" + capabilities + ", hosts=" + hosts.keySet() + "]";
    }
}
