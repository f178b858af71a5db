package io.sparkactor.remote.internal.tcp;

import io.sparkactor.remote.internal.settings.RemoteLimits;
import io.sparkactor.remote.internal.settings.RemoteSettings;
import io.sparkactor.remote.internal.settings.RemoteTimes;
import io.sparkactor.remote.internal.settings.WebSocketSettings;
import io.sparkactor.remote.internal.wire.Secret;
import io.sparkactor.spi.Codec;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said about a transport over TCP, be it with frames of its own or with WebSocket on top. Immutable.
 *
 * @param host the name or address that it listens on
 * @param port where; 0 for any that is free
 * @param tls what encrypts all connections; null for nothing
 * @param callersNeedNoCertificate whether those who call need not show one
 * @param web what is the case where WebSocket is spoken
 * @param shared what is the same for any kind of connection
 */
public record TcpSettings(
        String host,
        int port,
        @Nullable Tls tls,
        boolean callersNeedNoCertificate,
        WebSocketSettings web,
        RemoteSettings shared) {

    private static final int LAST_PORT = 65_535;

    /** What {@code Remote.tcp()} begins with; {@code Remote.webSocket()} listens for WebSocket. */
    public static final TcpSettings DEFAULT =
            new TcpSettings("127.0.0.1", 0, null, false, WebSocketSettings.DEFAULT, RemoteSettings.DEFAULT);

    /** Checks the parts. */
    public TcpSettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be blank");
        }
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("port must be between 0 and " + LAST_PORT + ", not " + port);
        }
    }

    /** The same at another host. */
    public TcpSettings withHost(String host) {
        return new TcpSettings(host, port, tls, callersNeedNoCertificate, web, shared);
    }

    /** The same at another port. */
    public TcpSettings withPort(int port) {
        return new TcpSettings(host, port, tls, callersNeedNoCertificate, web, shared);
    }

    /** The same with TLS. */
    public TcpSettings withTls(Tls tls) {
        return new TcpSettings(host, port, tls, callersNeedNoCertificate, web, shared);
    }

    /** The same, but those who call need not show a certificate. */
    public TcpSettings withoutCallersCertificates() {
        return new TcpSettings(host, port, tls, true, web, shared);
    }

    /** The same with WebSocket in another way. */
    public TcpSettings withWeb(WebSocketSettings web) {
        return new TcpSettings(host, port, tls, callersNeedNoCertificate, web, shared);
    }

    /** Whether anybody who reaches the port is taken for who he says he is. */
    boolean isOpenToAll() {
        return shared.secret() == null && (tls == null || callersNeedNoCertificate);
    }

    /** What encrypts; null for nothing. */
    @Nullable
    Tls encryption() {
        return tls == null || !callersNeedNoCertificate ? tls : tls.withoutCallersCertificates();
    }

    private TcpSettings with(RemoteSettings other) {
        return new TcpSettings(host, port, tls, callersNeedNoCertificate, web, other);
    }

    /** See {@link RemoteSettings}. */
    public @Nullable Secret secret() {
        return shared.secret();
    }

    /** The same with a secret. */
    public TcpSettings withSecret(Secret secret) {
        return with(shared.withSecret(secret));
    }

    /** See {@link RemoteSettings}. */
    public List<Class<?>> allowed() {
        return shared.allowed();
    }

    /** The same with other types. */
    public TcpSettings withAllowed(List<Class<?>> allowed) {
        return with(shared.withAllowed(allowed));
    }

    /** See {@link RemoteSettings}. */
    public List<Lookup> lookups() {
        return shared.lookups();
    }

    /** The same with other lookups. */
    public TcpSettings withLookups(List<Lookup> lookups) {
        return with(shared.withLookups(lookups));
    }

    /** The same with another codec. */
    public TcpSettings withCodec(Codec codec) {
        return with(shared.withCodec(codec));
    }

    /** See {@link RemoteSettings}. */
    public RemoteTimes times() {
        return shared.times();
    }

    /** The same with other times. */
    public TcpSettings withTimes(RemoteTimes times) {
        return with(shared.withTimes(times));
    }

    /** See {@link RemoteSettings}. */
    public RemoteLimits limits() {
        return shared.limits();
    }

    /** The same with other limits. */
    public TcpSettings withLimits(RemoteLimits limits) {
        return with(shared.withLimits(limits));
    }

    /** The same, encrypted from end to end. */
    public TcpSettings withEncryption() {
        return with(shared.withEncryption());
    }

    /** The same without sessions. */
    public TcpSettings withoutSessions() {
        return with(shared.withoutSessions());
    }
}
