package io.sparkactor.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.mcp.McpException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of a server of HTTP that ends in the middle of its answer, or answers by events. */
@Timeout(120)
class HttpCutTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PROGRESS =
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":1,\"progress\":0.5}}";

    private final Syndicate syndicate = Syndicate.open("http-cut");
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext("/mcp", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        syndicate.close(Duration.ZERO);
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode message = JSON.readTree(exchange.getRequestBody().readAllBytes());
        switch (message.path("method").asString("")) {
            case "initialize" ->
                json(
                        exchange,
                        message,
                        Map.of(
                                "protocolVersion", "2025-06-18",
                                "capabilities", Map.of("tools", Map.of()),
                                "serverInfo", Map.of("name", "raw", "version", "1")));
            case "tools/list" ->
                json(exchange, message, Map.of("tools", List.of(tool("json"), tool("events"), tool("good"))));
            case "tools/call" -> call(exchange, message);
            default -> {
                exchange.sendResponseHeaders(202, -1);
                exchange.close();
            }
        }
    }

    private static Map<String, Object> tool(String name) {
        return Map.of("name", name, "inputSchema", Map.of("type", "object"));
    }

    private static String response(JsonNode message, Map<String, Object> result) {
        return JSON.writeValueAsString(Map.of("jsonrpc", "2.0", "id", message.path("id"), "result", result));
    }

    private static void json(HttpExchange exchange, JsonNode message, Map<String, Object> result) throws IOException {
        byte[] body = response(message, result).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void call(HttpExchange exchange, JsonNode message) throws IOException {
        boolean byEvents = !message.path("params").path("name").asString("").equals("json");
        exchange.getResponseHeaders().set("Content-Type", byEvents ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(200, byEvents ? 0 : 1_000);
        event(exchange, byEvents ? PROGRESS : "{\"jsonrpc\"");
        if (message.path("params").path("name").asString("").equals("good")) {
            event(exchange, response(message, Map.of("content", List.of(Map.of("type", "text", "text", "at last")))));
            exchange.close();
        } else {
            server.stop(0);
        }
    }

    private static void event(HttpExchange exchange, String data) throws IOException {
        exchange.getResponseBody().write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private McpTools open() throws InterruptedException {
        return McpTools.http(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp"),
                s -> s.name("raw").timeout(Duration.ofMinutes(10)));
    }

    @Test
    void anAnswerByEventsIsRead() throws Exception {
        try (var tools = open()) {
            assertThat(ServerPrograms.call(tools, syndicate, "good", "{}")).isEqualTo("at last");
        }
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
