package io.sparkactor.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server of HTTP does with requests that its own client would not send. */
@Timeout(120)
class HttpRequestsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private static final String LOCAL = "Host: localhost\r\n";

    private final Syndicate served = Syndicate.open("served");
    private McpServer server = serve(s -> s);

    private McpServer serve(UnaryOperator<McpServerSettings> settings) {
        return McpServer.http(served, s -> settings.apply(ServedActors.tools(s)));
    }

    private void serveAnew(UnaryOperator<McpServerSettings> settings) {
        server.close();
        server = serve(settings);
    }

    @AfterEach
    void close() {
        server.close();
        served.close(Duration.ZERO);
    }

    @Test
    void greetingsOfOthersDoNotEndCalls() throws Exception {
        ServedActors.create(served);
        String greeting = """
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
                "capabilities":{},"clientInfo":{"name":"x","version":"1"}}}""";
        try (var tools = McpTools.http(server.uri())) {
            var task = new FutureTask<>(() -> ServerPrograms.call(tools, served, "never", "{}"));
            Thread caller = Thread.ofVirtual().start(task);
            Await.until("the call", LONG, () -> caller.getState() == Thread.State.TIMED_WAITING);
            for (int i = 0; i < 1_001; i++) {
                assertThat(statusOf(LOCAL, greeting)).isEqualTo(200);
            }

            assertThat(task.isDone()).isFalse();
            // The session is there still, and the call has the only room.
            assertThatThrownBy(() -> ServerPrograms.call(tools, served, "add", "{\"a\":1,\"b\":1}"))
                    .hasMessageContaining("there is no room");
            caller.interrupt();
        }
    }

    @Test
    void pagesOfABrowserAreRefused() throws Exception {
        String plain = "Host: 127.0.0.1:1\r\n";
        assertThat(statusOf(plain)).isEqualTo(400); // it may come, but has no session
        assertThat(statusOf(LOCAL)).isEqualTo(400);
        assertThat(statusOf("Host: evil.example:80\r\n")).isEqualTo(403);
        assertThat(statusOf(plain + "Origin: http://evil.example\r\n")).isEqualTo(403);
        assertThat(statusOf(plain + "Origin: http://localhost:1\r\n")).isEqualTo(403);
        serveAnew(s -> s.origins("http://localhost:1"));
        assertThat(statusOf(plain + "Origin: http://localhost:1\r\n")).isEqualTo(400);
    }

    @Test
    void aPageOfAnOriginThatIsNamedMaySendRequestsAndReadTheSession() throws Exception {
        serveAnew(s -> s.origins("https://ok.example").bearerToken("open sesame"));
        String asked = "Origin: https://ok.example\r\nAccess-Control-Request-Headers: authorization\r\n";
        String answer = answerTo("OPTIONS /mcp", LOCAL + asked, "");

        assertThat(answer)
                .startsWith("HTTP/1.1 204")
                .containsIgnoringCase("Access-Control-Allow-Origin: https://ok.example")
                .containsIgnoringCase("Access-Control-Allow-Headers: authorization")
                .containsIgnoringCase("Access-Control-Expose-Headers: Mcp-Session-Id");
        assertThat(answerTo("OPTIONS /mcp", LOCAL + "Origin: https://evil.example\r\n", ""))
                .startsWith("HTTP/1.1 403");
        assertThat(answerTo("POST /mcp", LOCAL + "Origin: https://ok.example\r\n", "{}"))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void anotherPathIsNotThere() throws Exception {
        assertThat(answerTo("POST /mcpfoo", LOCAL, "{}")).startsWith("HTTP/1.1 404");
    }

    @Test
    void aBodyThatDoesNotComeEndsItsConnection() throws Exception {
        serveAnew(s -> s.bodyTimeout(Duration.ofMillis(200)));
        try (var socket = slow()) {
            assertThat(isEnded(socket)).isTrue();
        }
    }

    @Test
    void moreRequestsThanThereIsRoomForAreRefused() throws Exception {
        serveAnew(s -> s.bodyTimeout(Duration.ofMinutes(10)));
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 257; i++) { // one for the call that may be, and the others
                sockets.add(slow());
            }
            // One more at each look: the operating system may drop some of so many that come at once, for a long while.
            Await.until("that there is no room", LONG, () -> {
                sockets.add(slow());
                return statusOfPing() == 503;
            });
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        Await.until("room", LONG, () -> statusOfPing() == 400);
    }

    private int statusOfPing() {
        try {
            return statusOf(LOCAL);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request of which but the first byte of the body comes. */
    private Socket slow() {
        try {
            var socket = new Socket("127.0.0.1", server.uri().getPort());
            String begin = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{";
            socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEnded(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return true; // by a reset
        }
    }

    @Test
    void whatIsNoMessageIsRefused() throws Exception {
        assertThat(statusOf(LOCAL, "null")).isEqualTo(400);
        assertThat(statusOf(LOCAL, "{}")).isEqualTo(400);
        assertThat(statusOf(LOCAL, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}"))
                .isEqualTo(400);
    }

    /** The status of a ping outside of sessions with these headers, which clients of the JDK would not send. */
    private int statusOf(String headers) throws Exception {
        return statusOf(headers, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
    }

    private int statusOf(String headers, String body) throws Exception {
        return Integer.parseInt(answerTo("POST /mcp", headers, body).substring(9, 12));
    }

    private String answerTo(String request, String headers, String body) throws Exception {
        try (var socket = new Socket("127.0.0.1", server.uri().getPort())) {
            OutputStream out = socket.getOutputStream();
            String head = request + " HTTP/1.1\r\n" + headers + "Connection: close\r\nContent-Length: " + body.length();
            out.write((head + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
