package io.sparkactor.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.mcp.McpException.Reason;
import io.sparkactor.agent.mcp.internal.wire.McpJson;
import io.sparkactor.testkit.Await;
import java.time.Duration;
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
