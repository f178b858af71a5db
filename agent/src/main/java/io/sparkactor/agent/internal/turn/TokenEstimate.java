package io.sparkactor.agent.internal.turn;

import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.LlmUsage;
import io.sparkactor.agent.ToolCall;
import io.sparkactor.agent.ToolResult;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.ToolDefinition;
import java.nio.charset.StandardCharsets;

/**
 * How many tokens a prompt may take, before anybody has counted. Immutable.
 *
 * @param inputBytes the length of all texts; no tokenizer in use makes more tokens than bytes
 * @param messages how many messages and tools there are, each with some tokens around it
 * @param outputTokens the limit of the answer, or a guess if it has none
 */
record TokenEstimate(long inputBytes, long messages, long outputTokens) {

    private static final long OUTPUT_WITHOUT_LIMIT = 4096;
    private static final long BYTES_PER_TOKEN = 4;
    private static final long TOKENS_AROUND_A_MESSAGE = 16;

    static TokenEstimate of(LlmPrompt prompt) {
        long bytes = 0;
        for (ChatMessage message : prompt.messages()) {
            bytes += bytes(message);
        }
        for (ToolDefinition tool : prompt.tools()) {
            bytes += bytes(tool.name()) + bytes(tool.description()) + bytes(tool.parameters());
        }
        if (prompt.output() != null) {
            bytes += bytes(prompt.output().schema());
        }
        int limit = prompt.options().maxOutputTokens();
        return new TokenEstimate(
                bytes, prompt.messages().size() + prompt.tools().size(), limit > 0 ? limit : OUTPUT_WITHOUT_LIMIT);
    }

    /** The length of all texts of a message. */
    static long bytes(ChatMessage message) {
        return switch (message) {
            case ChatMessage.Instructions(String text) -> bytes(text);
            case ChatMessage.User(String text) -> bytes(text);
            case ChatMessage.Assistant assistant -> {
                long bytes = bytes(assistant.text());
                for (ToolCall call : assistant.toolCalls()) {
                    bytes += bytes(call.id()) + bytes(call.tool()) + bytes(call.arguments());
                }
                for (String data : assistant.providerData().values()) {
                    bytes += bytes(data);
                }
                yield bytes;
            }
            case ChatMessage.ToolResults(var results) -> {
                long bytes = 0;
                for (ToolResult result : results) {
                    bytes += bytes(result.callId()) + bytes(result.output());
                }
                yield bytes;
            }
        };
    }

    /** The length of a piece of an answer. */
    static long bytes(LlmDelta delta) {
        return switch (delta) {
            case LlmDelta.Text(String text) -> bytes(text);
            case LlmDelta.Arguments arguments -> bytes(arguments.json());
        };
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The most that the request can take, if the answer has a limit. */
    LlmUsage most() {
        return LlmUsage.of(inputBytes + messages * TOKENS_AROUND_A_MESSAGE, outputTokens);
    }

    /** What it is likely to take in all. */
    long likely() {
        return inputBytes / BYTES_PER_TOKEN + messages * TOKENS_AROUND_A_MESSAGE + outputTokens;
    }

    /** What it has likely taken, with so many bytes of an answer. */
    LlmUsage likely(long answerBytes) {
        long input = inputBytes / BYTES_PER_TOKEN + messages * TOKENS_AROUND_A_MESSAGE;
        return LlmUsage.of(input, answerBytes / BYTES_PER_TOKEN);
    }
}
