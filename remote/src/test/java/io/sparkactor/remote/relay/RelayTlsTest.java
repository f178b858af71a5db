package io.sparkactor.remote.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.remote.Remote;
import io.sparkactor.remote.WebSocketRelay;
import io.sparkactor.remote.internal.fixture.Certificates;
import io.sparkactor.remote.internal.websocket.Recorded;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay behind TLS, with a certificate that is made by the JDK's own tool. */
class RelayTlsTest extends RelayFixture {

    @TempDir
    static Path folder;

    private static KeyStore keys = Certificates.empty();

    @BeforeAll
    static void makeCertificate() throws Exception {
        keys = Certificates.make(folder, "relay", "ip:127.0.0.1");
    }

    private static SSLContext ours() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(Certificates.showing(keys), null, null);
        return context;
    }

    private static HttpClient trusting() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, Certificates.trusting(keys), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private void forwards(WebSocketRelay relay) throws Exception {
        assertThat(relay.uri().getScheme()).isEqualTo("wss");
        RelayClient left = closing(RelayClient.of(trusting(), relay.uri())).registered(LEFT, SECRET);
        RelayClient right = closing(RelayClient.of(trusting(), relay.uri())).registered(RIGHT, SECRET);
        for (int i = 0; i < 100; i++) {
            left.send(Recorded.bytes("envelope"));
            assertThat(right.nextBytes()).isEqualTo(Recorded.bytes("envelope"));
            assertThat(left.nextBytes()).isEqualTo(Recorded.bytes("ack.envelope"));
        }
    }

    @Test
    void framesGoThroughAContextOfTheJdk() throws Exception {
        forwards(relay(secret().tls(ours())));
    }

    /** The keys of a manager, which notes who asks for them. */
    private static final class Watched extends X509ExtendedKeyManager {

        private final X509ExtendedKeyManager keys;
        private final Set<String> threads;

        Watched(X509ExtendedKeyManager keys, Set<String> threads) {
            this.keys = keys;
            this.threads = threads;
        }

        @Override
        public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
            threads.add(Thread.currentThread().getName());
            return keys.chooseEngineServerAlias(type, issuers, engine);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            threads.add(Thread.currentThread().getName());
            return keys.getPrivateKey(alias);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return keys.getServerAliases(type, issuers);
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return keys.getClientAliases(type, issuers);
        }
    }

    @Test
    void handshakesAreComputedBesideTheThreadThatServesAll() throws Exception {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        var manager = (X509ExtendedKeyManager) Certificates.showing(keys)[0];
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new Watched(manager, threads)}, null, null);

        forwards(relay(secret().tls(context)));

        assertThat(threads).isNotEmpty().allMatch(name -> name.contains("spark-relay-tls"));
    }

    @Test
    void framesGoThroughFiles() throws Exception {
        Path certificate = Certificates.certificateFile(folder, keys);
        Path key = Certificates.keyFile(folder, keys);
        forwards(relay(secret().tls(certificate, key)));
        assertThatThrownBy(() -> Remote.relay().tls(certificate, certificate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(certificate.toString());
    }

    @Test
    void whoeverSpeaksNoTlsOrBreaksOffIsClosedInTime() throws Exception {
        WebSocketRelay relay = relay(secret().tls(ours()).handshakeTimeout(Duration.ofSeconds(4)));
        RawSocket plain = closing(new RawSocket(relay.address()).asked("/", RawSocket.upgrade("")));
        RawSocket silent = closing(new RawSocket(relay.address()));

        plain.awaitEnd();
        silent.awaitEnd();

        assertThat(relay.figures().registrations()).isZero();
        forwards(relay);
    }

    @Test
    void whoeverDoesNotTrustTheCertificateGoesAway() throws Exception {
        WebSocketRelay relay = relay(secret().tls(ours()));
        assertThatThrownBy(() -> RelayClient.of(relay.uri())).isInstanceOf(CompletionException.class);
    }
}
