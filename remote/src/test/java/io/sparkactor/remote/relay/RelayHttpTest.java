package io.sparkactor.remote.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.remote.Remote;
import io.sparkactor.remote.WebSocketRelay;
import io.sparkactor.remote.internal.websocket.Recorded;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the relay says to those that speak HTTP with it. */
class RelayHttpTest extends RelayFixture {

    private static HttpResponse<String> get(WebSocketRelay relay, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create(relay.uri().toString().replaceFirst("^ws", "http") + path);
            return http.send(
                    HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private String answer(WebSocketRelay relay, String path, String headers) throws IOException {
        RawSocket socket = closing(new RawSocket(relay.address()).asked(path, headers));
        return socket.readHead();
    }

    @Test
    void itSaysThatItIsWell() throws Exception {
        HttpResponse<String> answer = get(relay(), "/healthz");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok\n");
    }

    @Test
    void itsMetricsAreInTheFormatOfPrometheus() throws Exception {
        WebSocketRelay relay = relay();
        RelayClient left = client(relay).registered(LEFT);
        client(relay).registered(RIGHT);
        left.send(Recorded.bytes("envelope"));
        left.next();
        left.tell(LEFT, Recorded.RELAY, "nobody", text("hi"));
        left.next();

        HttpResponse<String> answer = get(relay, "/metrics?now");

        assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body())
                .contains("# TYPE spark_relay_systems gauge\nspark_relay_systems 2\n")
                .contains("spark_relay_connections 3\n", "spark_relay_connections_total 3\n")
                .contains("spark_relay_registrations_total 2\n", "spark_relay_bytes_in_flight 0\n")
                .contains("spark_relay_frames_total 1\n", "spark_relay_bytes_total 613\n")
                .contains("spark_relay_refusals_total{reason=\"no_route\"} 1\n")
                .contains("spark_relay_refusals_total{reason=\"slow\"} 0\n");
        assertThat(answer.body().lines())
                .allMatch(
                        Pattern.compile("# (HELP|TYPE) spark_relay_\\w+ .+|spark_relay_\\w+(\\{reason=\"\\w+\"})? \\d+")
                                .asMatchPredicate());
    }

    @Test
    void anyOtherPageIsNotThere() throws Exception {
        HttpResponse<String> answer = get(relay(), "/");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("WebSocket", "/healthz", "/metrics");
    }

    @Test
    void pagesOfBrowsersAreKeptOut() throws Exception {
        WebSocketRelay relay = relay();
        assertThat(answer(relay, "/", RawSocket.upgrade("Origin: https://example.org\r\n")))
                .startsWith("HTTP/1.1 403 ");
        assertThat(refused(relay, "origin")).isEqualTo(1);
    }

    @Test
    void pagesOfOtherSitesAreKeptOut() throws Exception {
        WebSocketRelay relay = relay(Remote.relay().allowOrigin("https://example.org"));
        assertThat(answer(relay, "/", RawSocket.upgrade("Origin: https://other.example\r\n")))
                .startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org, 101",
        "http://localhost:8000, 101",
        "https://example.org:443, 403",
        "https://example.org:8443, 403",
        "http://example.org, 403",
        "https://example.org.evil.example, 403",
        "https://sub.example.org, 403",
        "null, 403",
        "https://example.org|https://evil.example, 403",
        "https://evil.example|https://example.org, 403",
        "https://example.org|https://example.org, 403",
    })
    void pagesOfAllowedSitesConnect(String origin, int status) throws Exception {
        WebSocketRelay relay =
                relay(Remote.relay().allowOrigin("HTTPS://Example.org:443").allowOrigin("http://localhost:8000"));
        assertThat(answer(relay, "/", RawSocket.upgrade("Origin: " + origin.replace("|", "\r\nOrigin: ") + "\r\n")))
                .startsWith("HTTP/1.1 " + status + " ");
        assertThat(refused(relay, "origin")).isEqualTo(status == 403 ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "*",
                "example.org",
                "https://",
                "https://*.example.org",
                "file:///page.html",
                "https://example.org/",
                "https://example.org?x",
                "https://example.org#x",
                "https://me@example.org",
                "ws://example.org",
                "https://example.org:x"
            })
    void whatIsNoOriginIsNotAllowed(String origin) {
        assertThatThrownBy(() -> Remote.relay().allowOrigin(origin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://localhost:8000, not '" + origin + "'");
    }

    @Test
    void anyPathLeadsToTheRelayAndCompressionIsDeclined() throws Exception {
        String offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";
        assertThat(answer(relay(), "/spark/relay", RawSocket.upgrade(offer)))
                .startsWith("HTTP/1.1 101 ")
                .doesNotContainIgnoringCase("Sec-WebSocket-Extensions")
                .doesNotContainIgnoringCase("Sec-WebSocket-Protocol");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "spark-relay.2, other"})
    void otherSubProtocolsAreNotChosen(String offered) throws Exception {
        assertThat(answer(relay(), "/", RawSocket.upgrade("Sec-WebSocket-Protocol: " + offered + "\r\n")))
                .startsWith("HTTP/1.1 101 ")
                .doesNotContainIgnoringCase("Sec-WebSocket-Protocol");
    }

    @Test
    void otherVersionsAreRefusedWithTheOneThatIsSpoken() throws Exception {
        String old = RawSocket.upgrade("").replace("Version: 13", "Version: 8");
        assertThat(answer(relay(), "/", old))
                .startsWith("HTTP/1.1 426 ")
                .containsIgnoringCase("sec-websocket-version: 13");
    }

    @Test
    void aRequestWithoutAKeyIsRefused() throws Exception {
        String headers = RawSocket.upgrade("").replaceFirst("Sec-WebSocket-Key.*\r\n", "");
        assertThat(answer(relay(), "/", headers)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void otherMethodsAndOtherProtocolsAreRefused() throws Exception {
        WebSocketRelay relay = relay();
        RawSocket post = closing(new RawSocket(relay.address()));
        post.send("POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
        assertThat(post.readHead()).startsWith("HTTP/1.1 405 ");
        RawSocket other = closing(new RawSocket(relay.address()));
        other.send(Recorded.bytes("register"));
        other.send("\r\n\r\n".getBytes(ISO_8859_1));
        assertThat(other.readHead()).startsWith("HTTP/1.1 400 ");
        other.awaitEnd();
        assertThat(refused(relay, "http")).isEqualTo(2);
    }

    @Test
    void endlessHeadersAreCutOff() throws Exception {
        RawSocket socket = closing(new RawSocket(relay().address()));
        socket.send(("GET / HTTP/1.1\r\nX: " + "x".repeat(20_000)).getBytes(ISO_8859_1));
        assertThat(socket.readHead()).startsWith("HTTP/1.1 4");
        socket.awaitEnd();
    }

    @Test
    void whoeverDoesNotRegisterInTimeIsClosed() throws Exception {
        WebSocketRelay relay = relay(secret().handshakeTimeout(Duration.ofSeconds(4)));
        RawSocket silent = closing(new RawSocket(relay.address()));
        RawSocket half = closing(new RawSocket(relay.address()));
        half.send("GET / HTTP/1.1\r\nHo".getBytes(ISO_8859_1));
        RawSocket upgraded = closing(new RawSocket(relay.address()).upgraded());
        RelayClient left = client(relay).registered(LEFT, SECRET);

        silent.awaitEnd();
        half.awaitEnd();
        upgraded.awaitEnd();

        assertThat(refused(relay, "late")).isEqualTo(3);
        assertThat(left.isClosed()).isFalse();
    }
}
