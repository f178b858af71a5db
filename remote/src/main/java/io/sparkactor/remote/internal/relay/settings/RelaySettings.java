package io.sparkactor.remote.internal.relay.settings;

import io.sparkactor.remote.internal.settings.Origins;
import io.sparkactor.remote.internal.wire.Secret;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a relay is told. Immutable.
 *
 * @param host where it listens
 * @param port where it listens; 0 for any that is free
 * @param secret what its clients must know; null for none
 * @param tls what it encrypts with; null for nothing
 * @param challengeOnly whether it refuses clients that cannot answer a challenge, which are those of the original
 * @param origins of which sites pages in browsers may connect, as {@link Origins#checked} gives them
 */
public record RelaySettings(
        String host,
        int port,
        @Nullable Secret secret,
        @Nullable RelayTls tls,
        boolean challengeOnly,
        Set<String> origins,
        RelayLimits limits,
        RelayTimes times) {

    /** What {@code Remote.relay()} begins with. */
    public static final RelaySettings DEFAULT =
            new RelaySettings("127.0.0.1", 0, null, null, false, Set.of(), RelayLimits.DEFAULT, RelayTimes.DEFAULT);

    private static final int LAST_PORT = 65_535;

    /** Checks the address, and copies the set. */
    public RelaySettings {
        origins = Set.copyOf(origins);
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host must not be blank; 0.0.0.0 is all addresses of this machine");
        }
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("the port must be between 0 and " + LAST_PORT + ", not " + port);
        }
    }

    /** The same with another host. */
    public RelaySettings withHost(String host) {
        return new RelaySettings(host, port, secret, tls, challengeOnly, origins, limits, times);
    }

    /** The same with another port. */
    public RelaySettings withPort(int port) {
        return new RelaySettings(host, port, secret, tls, challengeOnly, origins, limits, times);
    }

    /** The same with a secret. */
    public RelaySettings withSecret(Secret secret) {
        return new RelaySettings(host, port, secret, tls, challengeOnly, origins, limits, times);
    }

    /** The same with TLS. */
    public RelaySettings withTls(RelayTls tls) {
        return new RelaySettings(host, port, secret, tls, challengeOnly, origins, limits, times);
    }

    /** The same for clients with a challenge alone. */
    public RelaySettings withChallengeOnly() {
        return new RelaySettings(host, port, secret, tls, true, origins, limits, times);
    }

    /** The same for pages of one more site. */
    public RelaySettings withOrigin(String origin) {
        Set<String> more = new HashSet<>(origins);
        more.add(Origins.checked(origin));
        return new RelaySettings(host, port, secret, tls, challengeOnly, more, limits, times);
    }

    /** The same with other limits. */
    public RelaySettings withLimits(RelayLimits limits) {
        return new RelaySettings(host, port, secret, tls, challengeOnly, origins, limits, times);
    }

    /** The same with other times. */
    public RelaySettings withTimes(RelayTimes times) {
        return new RelaySettings(host, port, secret, tls, challengeOnly, origins, limits, times);
    }
}
