package io.sparkactor.agent.internal.provider;

import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.LlmUsage;
import io.sparkactor.agent.ToolCall;
import io.sparkactor.agent.ToolResult;
import io.sparkactor.agent.internal.json.Json;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prompts and answers as they stand on a cassette, but for the secrets in them. Stateless. */
final class CassetteJson {

    private CassetteJson() {}

    /** What of a prompt decides the answer: not its options, which hold limits and headers. */
    static ObjectNode prompt(LlmPrompt prompt) {
        ObjectNode node = Json.object();
        ArrayNode messages = node.putArray("messages");
        prompt.messages().forEach(message -> messages.add(message(message)));
        if (!prompt.tools().isEmpty()) {
            ArrayNode tools = node.putArray("tools");
            for (ToolDefinition tool : prompt.tools()) {
                ObjectNode entry = tools.addObject().put("name", tool.name()).put("description", tool.description());
                entry.set("parameters", Json.read(tool.parameters()));
            }
        }
        if (prompt.output() != null) {
            node.set("output", Json.read(prompt.output().schema()));
        }
        return node;
    }

    private static ObjectNode message(ChatMessage message) {
        ObjectNode node = Json.object();
        switch (message) {
            case ChatMessage.Instructions(String text) -> put(node, "instructions", text);
            case ChatMessage.User(String text) -> put(node, "user", text);
            case ChatMessage.Assistant assistant -> {
                put(node, "assistant", assistant.text());
                putCalls(node, assistant.toolCalls());
            }
            case ChatMessage.ToolResults(List<ToolResult> results) -> {
                ArrayNode all = node.put("role", "tools").putArray("results");
                for (ToolResult result : results) {
                    all.addObject()
                            .put("callId", result.callId())
                            .put("output", result.output())
                            .put("failed", result.failed());
                }
            }
        }
        return node;
    }

    private static void put(ObjectNode node, String role, String text) {
        node.put("role", role).put("text", text);
    }

    private static void putCalls(ObjectNode node, List<ToolCall> calls) {
        if (calls.isEmpty()) {
            return;
        }
        ArrayNode all = node.putArray("toolCalls");
        for (ToolCall call : calls) {
            all.addObject().put("id", call.id()).put("tool", call.tool()).put("arguments", call.arguments());
        }
    }

    static ObjectNode answer(List<LlmDelta> deltas, LlmAnswer answer, Secrets secrets) {
        ObjectNode node = Json.object().put("model", answer.model());
        String text = secrets.removedFrom(answer.text());
        ArrayNode pieces = node.putArray("text");
        if (text.equals(answer.text())) {
            deltas.forEach(delta -> {
                if (delta instanceof LlmDelta.Text(String words)) {
                    pieces.add(words);
                }
            });
        } else {
            pieces.add(text); // a secret may lie across two pieces
        }
        putCalls(node, answer.toolCalls());
        LlmUsage usage = answer.usage();
        node.putObject("usage")
                .put("inputTokens", usage.inputTokens())
                .put("cachedInputTokens", usage.cachedInputTokens())
                .put("outputTokens", usage.outputTokens())
                .put("reasoningTokens", usage.reasoningTokens());
        if (!answer.providerData().isEmpty()) {
            ObjectNode data = node.putObject("providerData");
            new TreeMap<>(answer.providerData()).forEach(data::put);
        }
        return node;
    }

    static List<LlmDelta> deltas(JsonNode answer) {
        List<LlmDelta> deltas = new ArrayList<>();
        for (JsonNode piece : answer.path("text")) {
            deltas.add(new LlmDelta.Text(piece.asString()));
        }
        return deltas;
    }

    static LlmAnswer answer(JsonNode node) {
        var text = new StringBuilder();
        node.path("text").forEach(piece -> text.append(piece.asString()));
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode call : node.path("toolCalls")) {
            calls.add(new ToolCall(
                    call.path("id").asString(),
                    call.path("tool").asString(),
                    call.path("arguments").asString()));
        }
        JsonNode usage = node.path("usage");
        var used = new LlmUsage(
                usage.path("inputTokens").asLong(0),
                usage.path("cachedInputTokens").asLong(0),
                usage.path("outputTokens").asLong(0),
                usage.path("reasoningTokens").asLong(0));
        Map<String, String> data = new TreeMap<>();
        node.path("providerData")
                .properties()
                .forEach(entry -> data.put(entry.getKey(), entry.getValue().asString()));
        return new LlmAnswer(text.toString(), calls, node.path("model").asString(""), used, data);
    }
}
