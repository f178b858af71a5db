package io.sparkactor.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Syndicate;
import io.sparkactor.agent.mcp.McpException.Reason;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of a server of HTTP that ends in the middle of its answer, answers by events, or does not answer. */
@Timeout(120)
class HttpCutTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Syndicate syndicate = Syndicate.open("http-cut");
    private RawHttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = new RawHttpServer();
    }

    @AfterEach
    void close() {
        server.close();
        syndicate.close(Duration.ZERO);
    }

    private McpTools open() throws InterruptedException {
        return open(server.port(), Duration.ofMinutes(10));
    }

    private static McpTools open(int port, Duration timeout) throws InterruptedException {
        return McpTools.http(
                URI.create("http://127.0.0.1:" + port + "/mcp"),
                s -> s.name("raw").timeout(timeout));
    }

    @Test
    void anAnswerByEventsIsRead() throws Exception {
        try (var tools = open()) {
            assertThat(ServerPrograms.call(tools, syndicate, "good", "{}")).isEqualTo("at last");
        }
    }

    @Test
    void anAnswerThatComesLongAfterItsHeadersIsWaitedFor() throws Exception {
        try (var tools = open()) {
            var call = new FutureTask<>(() -> ServerPrograms.call(tools, syndicate, "late", "{}"));
            Thread.ofVirtual().start(call);
            assertThatThrownBy(() -> call.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            server.openGate();
            assertThat(call.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("at last");
        }
    }

    @Test
    void noUpgradeToAnotherVersionOfHttpIsAskedFor() throws Exception {
        try (var tools = open()) {
            assertThat(ServerPrograms.call(tools, syndicate, "good", "{}")).isEqualTo("at last");
        }
        assertThat(server.headers()).contains("Accept").doesNotContain("Upgrade", "Http2-settings");
    }

    @Test
    void callsWhoseTimeIsOverKeepNoSocket() throws Exception {
        try (var relay = new CountingRelay(server.port());
                var tools = open(relay.port(), Duration.ofMillis(100))) {
            for (int i = 0; i < 10; i++) {
                assertTimedOut(tools, "silent");
                assertTimedOut(tools, "late");
            }
            Await.until("the end of the sockets", LONG, () -> relay.open() < 8);
        }
    }

    private void assertTimedOut(McpTools tools, String tool) {
        assertThatThrownBy(() -> ServerPrograms.call(tools, syndicate, tool, "{}"))
                .isInstanceOfSatisfying(
                        McpException.class, e -> assertThat(e.reason()).isIn(Reason.TIMED_OUT, Reason.UNAVAILABLE));
    }

    @Test
    void anAnswerThatIsCutFailsTheCall() throws Exception {
        try (var tools = open()) {
            assertLost(tools, "json");
        }
    }

    @Test
    void eventsThatAreCutFailTheCall() throws Exception {
        try (var tools = open()) {
            assertLost(tools, "events");
        }
    }

    private void assertLost(McpTools tools, String tool) {
        assertThatThrownBy(() -> ServerPrograms.call(tools, syndicate, tool, "{}"))
                .isInstanceOfSatisfying(
                        McpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONNECTION_LOST));
    }
}
