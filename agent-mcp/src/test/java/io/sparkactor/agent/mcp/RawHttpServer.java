package io.sparkactor.agent.mcp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server of HTTP that knows the protocol by heart and answers calls in all the ways a test wants, each a tool. */
final class RawHttpServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PROGRESS =
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":1,\"progress\":0.5}}";

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Queue<String> headers = new ConcurrentLinkedQueue<>();

    RawHttpServer() throws IOException {
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext("/mcp", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The names of all headers that have come. */
    Queue<String> headers() {
        return headers;
    }

    /** Lets the tools {@code late} and {@code silent} answer. */
    void openGate() {
        gate.countDown();
    }

    @Override
    public void close() {
        openGate();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        headers.addAll(exchange.getRequestHeaders().keySet());
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
            case "tools/list" -> {
                var tools = List.of(tool("json"), tool("events"), tool("good"), tool("late"), tool("silent"));
                json(exchange, message, Map.of("tools", tools));
            }
            case "tools/call" ->
                call(exchange, message, message.path("params").path("name").asString(""));
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

    private void call(HttpExchange exchange, JsonNode message, String tool) throws IOException {
        if (tool.equals("silent")) {
            awaitGate();
        }
        boolean byEvents = !tool.equals("json");
        exchange.getResponseHeaders().set("Content-Type", byEvents ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(200, byEvents ? 0 : 1_000);
        switch (tool) {
            case "json" -> {
                write(exchange, "{\"jsonrpc\"");
                server.stop(0);
            }
            case "events" -> {
                write(exchange, "data: " + PROGRESS + "\n\n");
                server.stop(0);
            }
            case "late" -> {
                write(exchange, ": it goes on\n\n");
                awaitGate();
                atLast(exchange, message);
            }
            default -> {
                write(exchange, "data: " + PROGRESS + "\n\n");
                atLast(exchange, message);
            }
        }
    }

    private static void atLast(HttpExchange exchange, JsonNode message) throws IOException {
        Map<String, Object> result = Map.of("content", List.of(Map.of("type", "text", "text", "at last")));
        write(exchange, "data: " + response(message, result) + "\n\n");
        exchange.close();
    }

    private void awaitGate() throws IOException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void write(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }
}
