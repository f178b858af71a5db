package io.sparkactor.agent.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.ToolCall;
import io.sparkactor.agent.ToolResult;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.OutputSchema;
import io.sparkactor.agent.spi.ToolDefinition;
import java.util.ArrayList;
import java.util.List;

/** Turns prompts into LangChain4j's requests. Stateless. */
final class Prompts {

    private Prompts() {}

    /**
     * The request for this prompt.
     *
     * @throws IllegalArgumentException if the schema of a tool is no JSON object
     */
    static ChatRequest request(LlmPrompt prompt) {
        var messages = new ArrayList<dev.langchain4j.data.message.ChatMessage>();
        prompt.messages().forEach(message -> add(message, messages));
        var request = ChatRequest.builder().messages(messages);
        if (!prompt.tools().isEmpty()) {
            request.toolSpecifications(
                    prompt.tools().stream().map(Prompts::tool).toList());
        }
        if (prompt.output() != null) {
            request.responseFormat(format(prompt.output()));
        }
        if (prompt.options().maxOutputTokens() > 0) {
            request.maxOutputTokens(prompt.options().maxOutputTokens());
        }
        return request.build();
    }

    private static void add(ChatMessage message, List<dev.langchain4j.data.message.ChatMessage> messages) {
        switch (message) {
            case ChatMessage.Instructions(String text) -> messages.add(SystemMessage.from(text));
            case ChatMessage.User(String text) -> messages.add(UserMessage.from(text));
            case ChatMessage.Assistant assistant -> messages.add(assistant(assistant));
            case ChatMessage.ToolResults(List<ToolResult> results) ->
                results.forEach(result -> messages.add(ToolExecutionResultMessage.builder()
                        .id(result.callId())
                        .toolName(result.tool())
                        .text(result.failed() ? "error: " + result.output() : result.output())
                        .isError(result.failed())
                        .build()));
        }
    }

    private static AiMessage assistant(ChatMessage.Assistant message) {
        var converted = AiMessage.builder();
        if (!message.text().isEmpty() || message.toolCalls().isEmpty()) {
            converted.text(message.text());
        }
        return converted
                .toolExecutionRequests(
                        message.toolCalls().stream().map(Prompts::call).toList())
                .build();
    }

    private static ToolExecutionRequest call(ToolCall call) {
        return ToolExecutionRequest.builder()
                .id(call.id())
                .name(call.tool())
                .arguments(call.arguments())
                .build();
    }

    private static ToolSpecification tool(ToolDefinition tool) {
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(Schemas.object(tool.name(), tool.parameters()))
                .strict(tool.strict())
                .build();
    }

    private static ResponseFormat format(OutputSchema output) {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name(output.name())
                        .rootElement(JsonRawSchema.from(output.schema()))
                        .build())
                .build();
    }
}
