package io.sparkactor.remote.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.Connection;
import io.sparkactor.Syndicate;
import io.sparkactor.TransportHealth;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.WebSocketRelay;
import io.sparkactor.remote.internal.fixture.Certificates;
import io.sparkactor.testkit.Await;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The relay behind nginx, configured as {@code docs/relay.md} says. Left out where there is no nginx. */
class NginxTest extends RelayFixture {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final AtomicInteger NAMES = new AtomicInteger();

    @TempDir
    private Path folder;

    private KeyStore keys = Certificates.empty();

    @BeforeEach
    void makeCertificate() throws Exception {
        Nginx.program();
        keys = Certificates.make(folder, "relay", "ip:127.0.0.1");
    }

    private Nginx nginx(String site, WebSocketRelay relay) throws Exception {
        return closing(Nginx.start(
                folder,
                site,
                relay.address().getPort(),
                Certificates.certificateFile(folder, keys),
                Certificates.keyFile(folder, keys)));
    }

    private SSLContext trusting() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(Certificates.showing(keys), Certificates.trusting(keys), null);
        return context;
    }

    private Syndicate system() throws GeneralSecurityException {
        SSLContext context = trusting();
        return closing(Syndicate.open(
                "behind-nginx-" + NAMES.incrementAndGet(),
                c -> c.remote(Remote.tcp()
                        .tls(context)
                        .heartbeat(NEVER)
                        .reconnect(Duration.ofMillis(10), Duration.ofMillis(100)))));
    }

    private static Connection connect(Syndicate system, Nginx nginx) {
        Connection connection = system.connectRelay(nginx.uri("wss", "/relay"), "shared");
        assertThat(connection.awaitConnected(LONG)).isTrue();
        return connection;
    }

    @Test
    void twoSystemsTalkThroughTheProxyOfTheDocs() throws Exception {
        WebSocketRelay relay = relay(secret());
        Nginx nginx = nginx(Nginx.documented(), relay);
        Syndicate left = system();
        Syndicate right = system();
        connect(left, nginx);
        connect(right, nginx);
        BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        ActorRef<Object> actor = right.createActor(Object.class, (_, message) -> {
            seen.add(message.content());
            message.reply(message.content());
        });
        ActorRef<Object> far = left.ref(actor.id(), Object.class);
        String large = "x".repeat(2_000_000);

        assertThat(far.ask("Hello", String.class, LONG)).isEqualTo("Hello");
        assertThat(far.ask(large, String.class, LONG)).isEqualTo(large);
        for (int i = 0; i < 1_000; i++) {
            assertThat(far.tell(i).accepted()).isTrue();
        }

        assertThat(seen.take()).isEqualTo("Hello");
        assertThat(seen.take()).isEqualTo(large);
        for (int i = 0; i < 1_000; i++) {
            assertThat(seen.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(i);
        }
        assertThat(relay.connectedSystems()).containsExactlyInAnyOrder(left.systemId(), right.systemId());
    }

    @Test
    void thePagesOfTheRelayAreNotReachableFromOutside() throws Exception {
        WebSocketRelay relay = relay(secret());
        Nginx nginx = nginx(Nginx.documented(), relay);
        try (HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            for (String page : new String[] {"/metrics", "/healthz", "/relay/../metrics"}) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(nginx.uri("https", page)).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(page).isEqualTo(404);
                assertThat(answer.body()).doesNotContain("spark_relay");
            }
        }
    }

    private static long connections(Syndicate system, Connection relay) {
        TransportHealth health = system.transportHealth().get(relay.peer());
        return Objects.requireNonNull(health, "the health of the way to the relay")
                .connectionsOpened();
    }

    /** Behind an nginx that cuts what is silent for five seconds: one relay that pings, and one that does not, which shows that it cuts. */
    @Test
    void pingsOfTheRelayKeepAnIdleConnectionOpen() throws Exception {
        String hasty = Nginx.with(Nginx.documented(), "proxy_read_timeout 1h;", "proxy_read_timeout 5s;");
        Nginx pinged = nginx(hasty, relay(secret().heartbeat(Duration.ofMillis(1_500))));
        Nginx silent = nginx(hasty, relay(secret().heartbeat(NEVER)));
        Syndicate kept = system();
        Syndicate cut = system();
        Connection keptOpen = connect(kept, pinged);
        Connection cutOff = connect(cut, silent);

        Await.until("the silent one was cut, and is back", LONG, () -> connections(cut, cutOff) > 1);

        assertThat(connections(kept, keptOpen)).isEqualTo(1);
    }
}
