package io.sparkactor.remote;

import io.sparkactor.remote.internal.codec.CodecTag;
import io.sparkactor.remote.internal.settings.HttpProxy;
import io.sparkactor.remote.internal.tcp.TcpSettings;
import io.sparkactor.remote.internal.tcp.TcpTransport;
import io.sparkactor.remote.internal.tcp.Tls;
import io.sparkactor.remote.internal.wire.Secret;
import io.sparkactor.spi.Codec;
import io.sparkactor.spi.Transport;
import io.sparkactor.spi.TransportHome;
import io.sparkactor.spi.TransportProvider;
import java.lang.invoke.MethodHandles.Lookup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/**
 * What may be said about any transport: {@code c.remote(Remote.tcp().port(7000).secret("…"))}. Each call returns another one. Immutable.
 *
 * @param <R> what the calls return
 */
public abstract sealed class RemoteOptions<R extends RemoteOptions<R>> implements TransportProvider
        permits TcpRemote, WebSocketRemote {

    private final TcpSettings settings;

    RemoteOptions(TcpSettings settings) {
        this.settings = settings;
    }

    /** What was said so far. */
    final TcpSettings settings() {
        return settings;
    }

    /** One of the same kind, of which something else was said. */
    abstract R with(TcpSettings other);

    /**
     * Where to listen: a name or an address of this machine, {@code 0.0.0.0} for all. Default: {@code 127.0.0.1}, which only programs on
     * this machine reach. Any other needs a {@link #secret(String) secret} or {@link #tls(SSLContext) TLS}.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public final R host(String host) {
        return with(settings.withHost(Objects.requireNonNull(host, "host")));
    }

    /**
     * The port to listen on. Default: 0, any that is free; {@code syndicate.remoteAddress()} says which.
     *
     * @throws IllegalArgumentException if it is not between 0 and 65535
     */
    public final R port(int port) {
        return with(settings.withPort(port));
    }

    /**
     * What both sides must know to talk. It never travels. Between Java systems both show that they know it, and each frame is sealed with
     * a key of that connection; the original has no challenge, so what was recorded of its connections may be played again. It
     * encrypts nothing: that does {@link #tls(SSLContext) TLS}. Default: none.
     *
     * @param secret as in the original, taken in UTF-8
     * @throws IllegalArgumentException if it is empty
     */
    public final R secret(String secret) {
        return with(settings.withSecret(Secret.of(Objects.requireNonNull(secret, "secret"))));
    }

    /** As {@link #secret(String)}, of bytes, which are copied. */
    public final R secret(byte[] secret) {
        return with(settings.withSecret(Secret.of(Objects.requireNonNull(secret, "secret"))));
    }

    /**
     * Encrypts all connections with TLS 1.3 or 1.2. Both sides show a certificate that the other one trusts; that of the side that is
     * called must be for the host that was called. The original has no TLS, so this is for Java systems only. Default: none.
     *
     * @param context with the key and the certificates of this system, and with the trust in those of others
     */
    public final R tls(SSLContext context) {
        return with(settings.withTls(Tls.of(Objects.requireNonNull(context, "context"))));
    }

    /**
     * As {@link #tls(SSLContext)}, with PEM files, which are read now.
     *
     * @param certificates the certificate of this system, then those that lead to one that others trust
     * @param key its private key, PKCS#8, not encrypted
     * @param trusted the certificates that those of others must lead to
     * @throws IllegalArgumentException if they cannot be read, or do not fit together
     */
    public final R tls(Path certificates, Path key, Path trusted) {
        Objects.requireNonNull(certificates, "certificates");
        Objects.requireNonNull(key, "key");
        return with(settings.withTls(Tls.of(certificates, key, Objects.requireNonNull(trusted, "trusted"))));
    }

    /**
     * Encrypts all that this system and another one say to each other behind the handshake, so that nobody between them can read it, be it a
     * relay, or who has recorded it and learns the secret later. Each connection has keys of its own, agreed on with X25519, for AES-256-GCM;
     * that the right one is at the other end shows the {@link #secret(String) secret}. Default: no.
     *
     * <p>Both sides must have the same secret and say this, else they refuse each other; so the Python original cannot be talked to. Not hidden
     * are the handshakes, with the ids of both systems, and so who talks to whom, when and how much; {@link #tls(SSLContext) TLS}, which can be
     * had beside it, hides the handshakes from those on the line, not from a relay.
     *
     * <p>Opening the syndicate throws an {@link IllegalArgumentException} if there is no secret, or together with {@link
     * #allowUnauthenticatedPython()}.
     */
    public final R encrypt() {
        return with(settings.withEncryption());
    }

    /**
     * Types of the application that may travel to and from Java systems: records, enums, and sealed types with all that they permit. Both
     * sides must allow them. Their constructors run on the thread of the transport, so they must not wait. The original
     * knows plain values only: texts, numbers, lists, maps with texts as keys, and refs. Adds to what
     * was allowed before; default: plain values.
     */
    public final R allow(Class<?>... types) {
        List<Class<?>> all = new ArrayList<>(settings.allowed());
        all.addAll(List.of(types));
        return with(settings.withAllowed(all));
    }

    /**
     * Lets records travel whose package their module does not open.
     *
     * @param lookup {@code MethodHandles.lookup()}, called inside of that module
     */
    public final R lookup(Lookup lookup) {
        List<Lookup> all = new ArrayList<>(settings.lookups());
        all.add(Objects.requireNonNull(lookup, "lookup"));
        return with(settings.withLookups(all));
    }

    /**
     * What makes bytes of contents that go to Java systems, and contents of theirs; both sides must have the same, with the same {@linkplain
     * Codec#fingerprint() fingerprint}, or no session begins: the connection stays disconnected, and both are told what the other one has.
     * Refs travel as the transport wants it. Then {@code allow} and {@code lookup} say nothing, as the codec has types of its own. To the
     * original goes its own CBOR, whatever is said here. Default: CBOR of the types that are allowed.
     *
     * @throws IllegalArgumentException if its name is blank, or one of its name and its fingerprint is longer than 255 bytes
     */
    public final R codec(Codec codec) {
        CodecTag.of(Objects.requireNonNull(codec, "codec"));
        return with(settings.withCodec(codec));
    }

    /**
     * How many bytes a message may have, in both directions. Default: 16 MiB, at most a little less than 64 MiB, which is the limit of the
     * original.
     *
     * @throws IllegalArgumentException if it is less than 1 KiB, or too large
     */
    public final R maxFrameBytes(int bytes) {
        return with(settings.withLimits(settings.limits().withFrameBytes(bytes)));
    }

    /**
     * How much may wait for one peer, connected or not; what comes beyond is refused as {@link
     * io.sparkactor.DeadLetterReason#OVERFLOW}. Default: 100,000 messages, 64 MiB.
     *
     * @throws IllegalArgumentException if one is less than 1
     */
    public final R outboundLimits(int messages, long bytes) {
        return with(settings.withLimits(settings.limits().withQueue(messages, bytes)));
    }

    /**
     * How many connections others may have to this system; more are closed at once. Default: 1,000, of which 100 from one address.
     *
     * @throws IllegalArgumentException if one is less than 1
     */
    public final R inboundLimits(int connections, int perAddress) {
        return with(settings.withLimits(settings.limits().withConnections(connections, perAddress)));
    }

    /**
     * How long a connection may take, from the first packet until both sides have agreed. Default: 5 s.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public final R handshakeTimeout(Duration timeout) {
        return with(settings.withTimes(settings.times().withHandshake(timeout)));
    }

    /**
     * How often this system says to other Java systems that it lives, and looks whether they do. Each tells the other how often; a
     * connection on which nothing has come for three times as long is cut. The original says nothing, so its connections stay open until
     * it closes them. Default: 5 s.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public final R heartbeat(Duration period) {
        return with(settings.withTimes(settings.times().withHeartbeat(period)));
    }

    /**
     * How long a Java system that was cut off may stay away. Then what was sent and not delivered becomes dead letters, and monitors and links end
     * with {@link io.sparkactor.ExitReason.Unreachable}; what was not sent waits on where we are the one that calls. Default: 30 s.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public final R sessionTimeout(Duration timeout) {
        return with(settings.withTimes(settings.times().withSession(timeout)));
    }

    /**
     * How long to pause before a peer is called again: first about {@code first}, then twice as long each time, up to {@code longest}.
     * Default: 50 ms and 2 s.
     *
     * @throws IllegalArgumentException if one is not positive, or {@code longest} is the shorter one
     */
    public final R reconnect(Duration first, Duration longest) {
        return with(settings.withTimes(settings.times().withPauses(first, longest)));
    }

    /**
     * Calls others over WebSocket by way of a proxy, which must know the method CONNECT. Default: the one that the JVM names for web pages, by
     * {@code https.proxyHost} for {@code wss} and {@code http.proxyHost} for {@code ws}, but for hosts in {@code http.nonProxyHosts}; else
     * none. Connections that are no WebSocket never take one.
     *
     * @throws IllegalArgumentException if {@code host} is blank, or {@code port} not between 1 and 65535
     */
    public final R proxy(String host, int port) {
        return with(settings.withWeb(
                settings.web().withProxy(new HttpProxy(Objects.requireNonNull(host, "host"), port, null, null))));
    }

    /** As {@link #proxy(String, int)}, for one that wants to know who asks; it is told without encryption. */
    public final R proxy(String host, int port, String user, String password) {
        return with(settings.withWeb(settings.web()
                .withProxy(new HttpProxy(
                        Objects.requireNonNull(host, "host"),
                        port,
                        Objects.requireNonNull(user, "user"),
                        Objects.requireNonNull(password, "password")))));
    }

    /**
     * <b>Dangerous.</b> Lets systems talk with this one over WebSocket that do not show that they know the {@link #secret(String) secret}, both
     * those that call and those that are called. <b>Whoever reaches the port can then send anything to any actor, in the name of any system
     * that is not connected just now, and get its answers</b>; and whoever is on the line can make a Java system seem to be one of those. The
     * Python original has no secret over WebSocket, and ignores one that it is given, so this is the only way to talk to it where there is
     * one here. Without a secret there is nothing to allow. Better: talk to it over TCP, where it knows the secret, or give it a system of
     * its own without a secret, on 127.0.0.1. Default: they are refused.
     */
    public final R allowUnauthenticatedPython() {
        return with(settings.withWeb(settings.web().withUnauthenticatedPython()));
    }

    /** Speaks to all as to the original: for tests. */
    final R withoutSessions() {
        return with(settings.withoutSessions());
    }

    /** Called by the syndicate. */
    @Override
    public final Transport open(TransportHome home) {
        if (settings.shared().encrypted()) {
            if (settings.secret() == null) {
                throw new IllegalArgumentException(
                        "encrypt() needs a secret(…): without one nobody can tell with whom keys are agreed on");
            }
            if (settings.web().unauthenticatedPython()) {
                throw new IllegalArgumentException(
                        "encrypt() and allowUnauthenticatedPython() exclude each other: the Python original does not encrypt");
            }
        }
        return TcpTransport.open(Objects.requireNonNull(home, "home"), settings);
    }

    /** What was said, without the secret. */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(" + settings.host() + ":" + settings.port()
                + (settings.tls() == null ? "" : ", TLS")
                + (settings.secret() == null ? ", no secret" : ", with a secret")
                + (settings.shared().encrypted() ? ", encrypted)" : ")");
    }
}
