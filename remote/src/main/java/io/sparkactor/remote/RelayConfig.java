package io.sparkactor.remote;

import io.sparkactor.remote.internal.relay.RelayServer;
import io.sparkactor.remote.internal.relay.settings.RelaySettings;
import io.sparkactor.remote.internal.relay.settings.RelayTls;
import io.sparkactor.remote.internal.wire.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/**
 * What may be said about a relay before it starts: {@code Remote.relay().port(8765).secret("…").start()}. Each call returns another one.
 * Immutable.
 */
public final class RelayConfig {

    private final RelaySettings settings;

    RelayConfig(RelaySettings settings) {
        this.settings = settings;
    }

    /**
     * Where to listen: a name or an address of this machine, {@code 0.0.0.0} for all. Default: {@code 127.0.0.1}, which only programs on
     * this machine reach. Any other needs a {@link #secret(String) secret}.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public RelayConfig host(String host) {
        return new RelayConfig(settings.withHost(Objects.requireNonNull(host, "host")));
    }

    /**
     * The port to listen on. Default: 0, any that is free; {@link WebSocketRelay#uri()} says which.
     *
     * @throws IllegalArgumentException if it is not between 0 and 65535
     */
    public RelayConfig port(int port) {
        return new RelayConfig(settings.withPort(port));
    }

    /**
     * What clients must know to register. It never travels. Java clients and the relay show each other that they know it; the original has
     * no challenge, so its registrations are taken once each, see {@link #onlyWithChallenge()}. Default: none.
     *
     * @param secret as in the original, taken in UTF-8
     * @throws IllegalArgumentException if it is empty
     */
    public RelayConfig secret(String secret) {
        return new RelayConfig(settings.withSecret(Secret.of(Objects.requireNonNull(secret, "secret"))));
    }

    /** As {@link #secret(String)}, of bytes, which are copied. */
    public RelayConfig secret(byte[] secret) {
        return new RelayConfig(settings.withSecret(Secret.of(Objects.requireNonNull(secret, "secret"))));
    }

    /**
     * Encrypts all connections with TLS 1.3 or 1.2. Clients need no certificate; that they may register says the secret. Default: none.
     *
     * @param context with the key and the certificates of the relay
     */
    public RelayConfig tls(SSLContext context) {
        return new RelayConfig(settings.withTls(RelayTls.of(Objects.requireNonNull(context, "context"))));
    }

    /**
     * As {@link #tls(SSLContext)}, with PEM files, which are read now.
     *
     * @param certificates the certificate of the relay, then those that lead to one that clients trust
     * @param key its private key, PKCS#8, not encrypted
     * @throws IllegalArgumentException if they cannot be read, or do not fit together
     */
    public RelayConfig tls(Path certificates, Path key) {
        Objects.requireNonNull(certificates, "certificates");
        return new RelayConfig(settings.withTls(RelayTls.of(certificates, Objects.requireNonNull(key, "key"))));
    }

    /**
     * Refuses clients of the original, whose registration could have been recorded before the relay was last started. Default: they are
     * welcome.
     */
    public RelayConfig onlyWithChallenge() {
        return new RelayConfig(settings.withChallengeOnly());
    }

    /**
     * Lets pages of one site connect, which a browser says of each page; may be called for several. It keeps other pages out of browsers
     * of people who can reach the relay, and programs not at all: those say what they like, or nothing. Default: none.
     *
     * @param origin what is in front of the path in the address of the page, as {@code https://example.org} or {@code
     *     http://localhost:8000}
     * @throws IllegalArgumentException if it is none; a page from a file, or in a sandbox, has none of its own
     */
    public RelayConfig allowOrigin(String origin) {
        return new RelayConfig(settings.withOrigin(Objects.requireNonNull(origin, "origin")));
    }

    /**
     * How many bytes a frame may have, with its header. Default: 16 MiB; at most 64 MiB, which is the limit of the original.
     *
     * @throws IllegalArgumentException if it is less than 17 KiB, or too large
     */
    public RelayConfig maxFrameBytes(int bytes) {
        return new RelayConfig(settings.withLimits(settings.limits().withFrameBytes(bytes)));
    }

    /**
     * How many connections there may be; more are closed at once. Behind a proxy all come from one address. Default: 2,000, of which 200
     * from one address.
     *
     * @throws IllegalArgumentException if one is less than 1
     */
    public RelayConfig connectionLimits(int connections, int perAddress) {
        return new RelayConfig(settings.withLimits(settings.limits().withConnections(connections, perAddress)));
    }

    /**
     * How many frames a client may send in a second, in the long run; one that sends more is read more slowly. Default: 20,000.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public RelayConfig framesPerSecond(int frames) {
        return new RelayConfig(settings.withLimits(settings.limits().withRate(frames)));
    }

    /**
     * How many bytes the relay keeps. Default: 32 MiB, 4 MiB and 256 MiB.
     *
     * @param perSource of one client, on their way to others; beyond that it is not read until some have left. With no more than a
     *     frame may have, one target that takes nothing holds up what its sources send to others
     * @param perTarget for one client; what comes beyond that is refused to its sender, "relay target is slow", and so is all that
     *     comes for one that has taken nothing of what waits for it for half a {@link #heartbeat heartbeat}
     * @param total all together; what comes beyond that is refused, "relay is full"
     * @throws IllegalArgumentException if one is less than 1, or {@code total} less than a frame may have
     */
    public RelayConfig byteLimits(int perSource, int perTarget, long total) {
        return new RelayConfig(settings.withLimits(settings.limits().withBytes(perSource, perTarget, total)));
    }

    /**
     * How long a connection may take until it is registered. Default: 5 s.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public RelayConfig handshakeTimeout(Duration timeout) {
        return new RelayConfig(settings.withTimes(settings.times().withHandshake(timeout)));
    }

    /**
     * After which silence a client gets a ping. One that says nothing for about three times as long is closed, and so is one that takes
     * nothing of what waits for it for twice as long. Default: 10 s.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public RelayConfig heartbeat(Duration period) {
        return new RelayConfig(settings.withTimes(settings.times().withHeartbeat(period)));
    }

    /**
     * How long a client may take for one frame, while it is read: one whose frame has not come to its end by then is closed, as what is there of
     * it takes room from others. A line that brings a frame of {@link #maxFrameBytes} in that time is fast enough. Default: 60 s.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public RelayConfig frameTimeout(Duration timeout) {
        return new RelayConfig(settings.withTimes(settings.times().withFrame(timeout)));
    }

    /**
     * How long {@link WebSocketRelay#close()} waits for what is on its way. Default: 2 s.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public RelayConfig drainTimeout(Duration timeout) {
        return new RelayConfig(settings.withTimes(settings.times().withDrain(timeout)));
    }

    /**
     * Starts a relay, which listens when this returns.
     *
     * @throws io.sparkactor.RemoteException if the host is not known or not one of this machine, the port is in use, or there is no
     *     secret and others could reach it
     */
    public WebSocketRelay start() {
        return new WebSocketRelay(RelayServer.open(settings));
    }

    /** What was said, without the secret. */
    @Override
    public String toString() {
        return "RelayConfig(" + settings.host() + ":" + settings.port() + (settings.tls() == null ? "" : ", TLS")
                + (settings.secret() == null ? ", no secret)" : ", with a secret)");
    }
}
