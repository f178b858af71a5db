package io.sparkactor.agent.mcp.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server over standard input and output that knows the protocol by heart and has all the faults a test wants. It writes a line with its
 * process id to the file that is its first argument at each start. The others are modes.
 */
public final class RawServer {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private final List<String> modes;
    private final List<String> cancelled = new ArrayList<>();
    private boolean changed;
    private int hanging;

    private RawServer(List<String> modes) {
        this.modes = modes;
    }

    public static void main(String[] arguments) throws Exception {
        Files.writeString(
                Path.of(arguments[0]),
                ProcessHandle.current().pid() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        var server = new RawServer(List.of(arguments));
        if (server.modes.contains("broken")) {
            Runtime.getRuntime().halt(4);
        }
        if (server.modes.contains("parent")) {
            new ProcessBuilder("sleep", "600").inheritIO().start();
        }
        server.run();
        if (server.modes.contains("stubborn")) {
            new CountDownLatch(1).await();
        }
    }

    private void run() throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonNode message = JSON.readTree(line);
            switch (message.path("method").asString("")) {
                case "initialize" -> greet(message);
                case "tools/list" -> list(message);
                case "tools/call" -> call(message);
                case "notifications/cancelled" ->
                    cancelled.add(message.path("params").path("reason").asString(""));
                default -> {
                    // of no interest
                }
            }
        }
    }

    private void greet(JsonNode message) {
        if (modes.contains("silent")) {
            return;
        }
        answer(
                message,
                Map.of(
                        "protocolVersion",
                                message.path("params").path("protocolVersion").asString(""),
                        "capabilities", Map.of("tools", Map.of("listChanged", true)),
                        "serverInfo", Map.of("name", "raw", "version", "1")));
    }

    private void list(JsonNode message) {
        if (message.path("params").path("cursor").asString("").equals("page-2")) {
            answer(
                    message,
                    Map.of(
                            "tools",
                            tools(
                                    "hang",
                                    "hanging",
                                    "die",
                                    "change",
                                    "noise",
                                    "image",
                                    "big",
                                    "structured",
                                    "nulls",
                                    "shut")));
            return;
        }
        if (modes.contains("endless")) {
            answer(message, Map.of("tools", tools("echo"), "nextCursor", "again"));
            return;
        }
        var first = tools("", "echo", "fail", "env", "cancelled", "a.dotted/name");
        if (changed) {
            first.add(tool("added"));
        }
        answer(message, Map.of("tools", first, "nextCursor", "page-2"));
    }

    private static List<Map<String, Object>> tools(String... names) {
        var all = new ArrayList<Map<String, Object>>();
        for (String name : names) {
            all.add(tool(name));
        }
        return all;
    }

    private static Map<String, Object> tool(String name) {
        return Map.of(
                "name", name, "description", "Does " + name, "inputSchema", Map.of("type", "object", "x-of", name));
    }

    private void call(JsonNode message) {
        JsonNode arguments = message.path("params").path("arguments");
        switch (message.path("params").path("name").asString("")) {
            case "echo" -> text(message, arguments.toString());
            case "fail" -> answer(message, Map.of("content", List.of(textOf("no luck")), "isError", true));
            case "env" ->
                text(message, "" + System.getenv(arguments.path("name").asString("")));
            case "cancelled" -> text(message, String.join(",", cancelled));
            case "hang" -> {
                hanging++;
                System.err.println("hanging");
            }
            case "hanging" -> text(message, "" + hanging);
            case "die" -> Runtime.getRuntime().halt(3);
            case "change" -> {
                changed = true;
                OUT.println("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
                text(message, "changed");
            }
            case "noise" -> {
                OUT.println("Welcome to the server!");
                OUT.println("null");
                text(message, "after noise");
            }
            case "image" ->
                answer(
                        message,
                        Map.of(
                                "content",
                                List.of(
                                        textOf("a picture:"),
                                        Map.of("type", "image", "data", "AAAA", "mimeType", "image/png"))));
            case "nulls" -> answer(message, Map.of("content", Collections.singletonList(null)));
            case "shut" -> System.out.close();
            case "big" -> text(message, "x".repeat(5_000));
            case "structured" ->
                answer(message, Map.of("content", List.of(), "structuredContent", Map.of("degrees", 18)));
            default ->
                OUT.println(JSON.writeValueAsString(Map.of(
                        "jsonrpc", "2.0",
                        "id", message.path("id"),
                        "error", Map.of("code", -32602, "message", "no such tool"))));
        }
    }

    private static Map<String, Object> textOf(String text) {
        return Map.of("type", "text", "text", text);
    }

    private static void text(JsonNode message, String text) {
        answer(message, Map.of("content", List.of(textOf(text))));
    }

    private static void answer(JsonNode message, Map<String, Object> result) {
        OUT.println(JSON.writeValueAsString(Map.of("jsonrpc", "2.0", "id", message.path("id"), "result", result)));
    }
}
