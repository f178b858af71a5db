package io.sparkactor.remote.internal.relay.settings;

import io.netty.channel.Channel;
import io.netty.channel.PreferHeapByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * TLS of a server as browsers and the original's clients know it: the relay shows a certificate, its clients need none. Immutable.
 *
 * @param context with the key and the certificates of the relay
 */
public record RelayTls(SslContext context) {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** With the key of a context of the JDK. */
    public static RelayTls of(SSLContext context) {
        return new RelayTls(new JdkSslContext(
                context, false, null, IdentityCipherSuiteFilter.INSTANCE, null, ClientAuth.NONE, PROTOCOLS, false));
    }

    /**
     * With files.
     *
     * @param certificates PEM, that of the relay first, then those that lead to one that clients trust
     * @param key PEM, PKCS#8, not encrypted
     * @throws IllegalArgumentException if they cannot be read, or do not fit together
     */
    public static RelayTls of(Path certificates, Path key) {
        try {
            return new RelayTls(SslContextBuilder.forServer(certificates.toFile(), key.toFile())
                    .sslProvider(SslProvider.JDK)
                    .protocols(PROTOCOLS)
                    .build());
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "cannot use the certificates " + certificates + " with the key " + key + ": " + e.getMessage(), e);
        }
    }

    /**
     * Puts it under a connection.
     *
     * @param computing runs what a handshake computes: milliseconds each, in which the loop would serve nobody else
     */
    public void accept(Channel channel, Executor computing) {
        // The JDK's ciphers work on arrays: they would copy what lies elsewhere, piece by piece.
        channel.config().setAllocator(new PreferHeapByteBufAllocator(channel.alloc()));
        SslHandler handler = context.newHandler(channel.alloc(), computing);
        // The time for handshakes of the relay is for this too.
        handler.setHandshakeTimeoutMillis(0);
        channel.pipeline().addLast(handler);
    }
}
