package io.sparkactor.remote.internal.tcp;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * TLS on all connections: both sides show a certificate that the other one trusts, and the one that is called one for the host that was
 * called. Immutable.
 *
 * @param acceptor for those who call us
 * @param dialler for those that we call
 */
public record Tls(SslContext acceptor, SslContext dialler) {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** With the keys and the trust of a context of the JDK. */
    public static Tls of(SSLContext context) {
        return new Tls(of(context, false), of(context, true));
    }

    private static SslContext of(SSLContext context, boolean client) {
        return new JdkSslContext(
                context, client, null, IdentityCipherSuiteFilter.INSTANCE, null, ClientAuth.REQUIRE, PROTOCOLS, false);
    }

    /**
     * With certificates and a key in files.
     *
     * @param certificates PEM, ours first, then those that lead to one that others trust
     * @param key PEM, PKCS#8, not encrypted
     * @param trusted PEM, the certificates that those of others must lead to
     * @throws IllegalArgumentException if they cannot be read, or do not fit together
     */
    public static Tls of(Path certificates, Path key, Path trusted) {
        try {
            SslContextBuilder acceptor = SslContextBuilder.forServer(certificates.toFile(), key.toFile())
                    .clientAuth(ClientAuth.REQUIRE);
            SslContextBuilder dialler = SslContextBuilder.forClient().keyManager(certificates.toFile(), key.toFile());
            return new Tls(build(acceptor, trusted), build(dialler, trusted));
        } catch (SSLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "cannot use the certificates " + certificates + " with the key " + key + " and the trust " + trusted
                            + ": " + e.getMessage(),
                    e);
        }
    }

    private static SslContext build(SslContextBuilder builder, Path trusted) throws SSLException {
        return builder.sslProvider(SslProvider.JDK)
                .trustManager(trusted.toFile())
                .protocols(PROTOCOLS)
                .build();
    }

    /**
     * With the trust of this JVM, as for web pages, and no certificate of ours unless the JVM has one.
     *
     * @throws IllegalStateException if it has no TLS
     */
    public static Tls ofThisJvm() {
        try {
            return of(SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no TLS that is set up; see javax.net.ssl.trustStore", e);
        }
    }

    /** The same, but those who call need show none. */
    public Tls withoutCallersCertificates() {
        return new Tls(
                new DelegatingSslContext(acceptor) {
                    @Override
                    protected void initEngine(SSLEngine engine) {
                        engine.setNeedClientAuth(false);
                    }
                },
                dialler);
    }
}
