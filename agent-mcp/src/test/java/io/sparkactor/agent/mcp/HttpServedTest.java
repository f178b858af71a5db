package io.sparkactor.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.mcp.McpException.Reason;
import io.sparkactor.agent.mcp.internal.wire.McpJson;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Actors that are served over HTTP on the loopback address. */
@Timeout(120)
class HttpServedTest extends ServedToolsContract {

    private final Syndicate served = Syndicate.open("served");
    private McpServer server;

    @BeforeEach
    void serve() {
        ServedActors.create(served);
        server = McpServer.http(served, ServedActors::tools);
    }

    @AfterEach
    void close() {
        server.close();
        served.close(Duration.ZERO);
    }

    @Override
    McpTools open() throws InterruptedException {
        return open(s -> s);
    }

    private McpTools open(UnaryOperator<McpSettings> settings) throws InterruptedException {
        return McpTools.http(server.uri(), s -> settings.apply(s.name("actors").connectTimeout(LONG)));
    }

    @Override
    McpClientTransport sdkTransport() {
        return HttpClientStreamableHttpTransport.builder(
                        "http://127.0.0.1:" + server.uri().getPort())
                .jsonMapper(McpJson.SDK)
                .build();
    }

    @Test
    void aServerThatGoesAwayFailsTheCallUnderWayAndIsFoundAgain() throws Exception {
        try (var tools = open()) {
            call(tools, "add", "{\"a\":1,\"b\":1}");
            var task = new FutureTask<>(() -> call(tools, "never", "{}"));
            Thread caller = Thread.ofVirtual().start(task);
            Await.until("the wait", LONG, () -> caller.getState() == Thread.State.TIMED_WAITING);
            int port = server.uri().getPort();
            server.close();

            assertThatThrownBy(() -> task.get(LONG.toSeconds(), TimeUnit.SECONDS))
                    .hasCauseInstanceOf(McpException.class);
            assertThatThrownBy(() -> call(tools, "add", "{}"))
                    .isInstanceOfSatisfying(
                            McpException.class,
                            e -> assertThat(e.reason()).isIn(Reason.UNAVAILABLE, Reason.CONNECTION_LOST));
            server = McpServer.http(served, s -> ServedActors.tools(s).listen("127.0.0.1", port));
            Await.until("the new server", LONG, () -> adds(tools));
        }
    }

    @Test
    void aServerThatHasForgottenTheSessionIsGreetedAnew() throws Exception {
        try (var tools = open()) {
            int port = server.uri().getPort();
            server.close();
            server = McpServer.http(served, s -> ServedActors.tools(s).listen("127.0.0.1", port));
            Await.until("the new server", LONG, () -> adds(tools));
        }
    }

    @Test
    void pagesOfABrowserAreRefused() throws Exception {
        String plain = "Host: 127.0.0.1:1\r\n";
        assertThat(statusOf(plain)).isEqualTo(400); // it may come, but has no session
        assertThat(statusOf("Host: localhost\r\n")).isEqualTo(400);
        assertThat(statusOf("Host: evil.example:80\r\n")).isEqualTo(403);
        assertThat(statusOf(plain + "Origin: http://evil.example\r\n")).isEqualTo(403);
        assertThat(statusOf(plain + "Origin: http://localhost:1\r\n")).isEqualTo(403);
        server.close();
        server = McpServer.http(served, s -> ServedActors.tools(s).origins("http://localhost:1"));
        assertThat(statusOf(plain + "Origin: http://localhost:1\r\n")).isEqualTo(400);
    }

    @Test
    void aPageOfAnOriginThatIsNamedMaySendRequestsAndReadTheSession() throws Exception {
        server.close();
        server = McpServer.http(
                served, s -> ServedActors.tools(s).origins("https://ok.example").bearerToken("open sesame"));
        String asked = "Origin: https://ok.example\r\nAccess-Control-Request-Headers: authorization\r\n";
        String answer = answerTo("OPTIONS /mcp", "Host: localhost\r\n" + asked, "");

        assertThat(answer)
                .startsWith("HTTP/1.1 204")
                .containsIgnoringCase("Access-Control-Allow-Origin: https://ok.example")
                .containsIgnoringCase("Access-Control-Allow-Headers: authorization")
                .containsIgnoringCase("Access-Control-Expose-Headers: Mcp-Session-Id");
        assertThat(answerTo("OPTIONS /mcp", "Host: localhost\r\nOrigin: https://evil.example\r\n", ""))
                .startsWith("HTTP/1.1 403");
        assertThat(answerTo("POST /mcp", "Host: localhost\r\nOrigin: https://ok.example\r\n", "{}"))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void anotherPathIsNotThere() throws Exception {
        assertThat(answerTo("POST /mcpfoo", "Host: localhost\r\n", "{}")).startsWith("HTTP/1.1 404");
    }

    @Test
    void aBodyThatDoesNotComeEndsItsConnection() throws Exception {
        server.close();
        server = McpServer.http(served, s -> ServedActors.tools(s).bodyTimeout(Duration.ofMillis(200)));
        try (var socket = slow()) {
            assertThat(isEnded(socket)).isTrue();
        }
        try (var tools = open()) {
            assertThat(call(tools, "add", "{\"a\":1,\"b\":1}")).isEqualTo("2");
        }
    }

    @Test
    void moreRequestsThanThereIsRoomForAreRefused() throws Exception {
        server.close();
        server = McpServer.http(served, s -> ServedActors.tools(s).bodyTimeout(Duration.ofMinutes(10)));
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 257; i++) { // one for the call that may be, and the others
                sockets.add(slow());
            }
            Await.until("that all are taken in", LONG, () -> statusOfPing() == 503);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        Await.until("room", LONG, () -> statusOfPing() == 400);
    }

    private int statusOfPing() {
        try {
            return statusOf("Host: localhost\r\n");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request of which but the first byte of the body comes. */
    private Socket slow() throws IOException {
        var socket = new Socket("127.0.0.1", server.uri().getPort());
        String begin = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{";
        socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static boolean isEnded(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return true; // by a reset
        }
    }

    @Test
    void greetingsOfOthersDoNotEndCalls() throws Exception {
        try (var tools = open()) {
            var task = new FutureTask<>(() -> call(tools, "never", "{}"));
            Thread caller = Thread.ofVirtual().start(task);
            Await.until("the call", LONG, () -> caller.getState() == Thread.State.TIMED_WAITING);
            String greeting = """
                    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
                    "capabilities":{},"clientInfo":{"name":"x","version":"1"}}}""";
            for (int i = 0; i < 1_001; i++) {
                assertThat(statusOf("Host: localhost\r\n", greeting)).isEqualTo(200);
            }
            assertThat(task.isDone()).isFalse();
            assertFails(
                    tools, "add", "{\"a\":1,\"b\":1}", "there is no room"); // it has its session still, and the call
            caller.interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "LOCALHOST", "[::1]", "::1"})
    void eachNameOfTheLoopbackAddressIsServed(String host) throws Exception {
        server.close();
        server = McpServer.http(served, s -> ServedActors.tools(s).listen(host, 0));
        try (var tools = open()) {
            assertThat(call(tools, "add", "{\"a\":1,\"b\":1}")).isEqualTo("2");
        }
    }

    @Test
    void whatIsNoMessageIsRefused() throws Exception {
        String plain = "Host: localhost\r\n";
        assertThat(statusOf(plain, "null")).isEqualTo(400);
        assertThat(statusOf(plain, "{}")).isEqualTo(400);
        assertThat(statusOf(plain, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"}"))
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

    @Test
    void aTokenIsAskedForAndIsAMustOffTheLoopbackAddress() throws Exception {
        assertThatThrownBy(
                        () -> McpServer.http(served, s -> ServedActors.tools(s).listen("0.0.0.0", 0)))
                .isInstanceOf(McpException.class)
                .hasMessageContaining("bearerToken");
        server.close();
        server = McpServer.http(served, s -> ServedActors.tools(s).bearerToken("open sesame"));

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        McpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
        assertThatThrownBy(() -> open(s -> s.bearerToken("open sesam"))).isInstanceOf(McpException.class);
        try (var tools = open(s -> s.bearerToken("open sesame"))) {
            assertThat(call(tools, "add", "{\"a\":1,\"b\":1}")).isEqualTo("2");
        }
    }

    @Test
    void closeLeavesNoThread() throws Exception {
        List<String> before = ServerPrograms.threads();
        var tools = open();
        call(tools, "add", "{\"a\":1,\"b\":1}");
        tools.close();

        Await.until("the end of the threads", LONG, () -> before.containsAll(ServerPrograms.threads()));
    }
}
