package io.sparkactor.agent.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseTextConfig;
import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.ToolCall;
import io.sparkactor.agent.ToolResult;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.OutputSchema;
import io.sparkactor.agent.spi.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns prompts into requests of the Responses API. Thread-safe. */
final class PromptWriter {

    private static final TypeReference<Map<String, JsonValue>> OBJECT = new TypeReference<>() {};

    private final OpenAiResponsesBuilder settings;
    private final OutputItems items;

    PromptWriter(OpenAiResponsesBuilder settings, OutputItems items) {
        this.settings = settings;
        this.items = items;
    }

    /**
     * The request for this prompt. Instructions at its beginning are sent as such, later ones as messages of the developer.
     *
     * @throws IllegalArgumentException if a schema in it is no JSON object
     */
    ResponseCreateParams write(LlmPrompt prompt) {
        var request = ResponseCreateParams.builder().model(settings.model);
        List<String> instructions = leadingInstructions(prompt.messages());
        if (!instructions.isEmpty()) {
            request.instructions(String.join("\n\n", instructions));
        }
        var input = new ArrayList<ResponseInputItem>();
        prompt.messages().stream().skip(instructions.size()).forEach(message -> add(message, input));
        request.inputOfResponse(input);
        prompt.tools().forEach(tool -> request.addTool(tool(tool)));
        if (prompt.output() != null) {
            request.text(
                    ResponseTextConfig.builder().format(format(prompt.output())).build());
        }
        if (prompt.options().maxOutputTokens() > 0) {
            request.maxOutputTokens(prompt.options().maxOutputTokens());
        }
        if (!settings.store) {
            request.store(false);
        }
        settings.parameters.accept(request);
        prompt.options().headers().forEach(request::replaceAdditionalHeaders);
        return request.build();
    }

    private static List<String> leadingInstructions(List<ChatMessage> messages) {
        var texts = new ArrayList<String>();
        for (ChatMessage message : messages) {
            if (!(message instanceof ChatMessage.Instructions(String text))) {
                break;
            }
            texts.add(text);
        }
        return texts;
    }

    private void add(ChatMessage message, List<ResponseInputItem> input) {
        switch (message) {
            case ChatMessage.Instructions(String text) -> input.add(message(EasyInputMessage.Role.DEVELOPER, text));
            case ChatMessage.User(String text) -> input.add(message(EasyInputMessage.Role.USER, text));
            case ChatMessage.Assistant assistant ->
                items.restore(assistant).ifPresentOrElse(input::addAll, () -> addPlain(assistant, input));
            case ChatMessage.ToolResults(List<ToolResult> results) ->
                results.forEach(result -> input.add(result(result)));
        }
    }

    private static void addPlain(ChatMessage.Assistant assistant, List<ResponseInputItem> input) {
        if (!assistant.text().isEmpty()) {
            input.add(message(EasyInputMessage.Role.ASSISTANT, assistant.text()));
        }
        for (ToolCall call : assistant.toolCalls()) {
            input.add(ResponseInputItem.ofFunctionCall(ResponseFunctionToolCall.builder()
                    .callId(call.id())
                    .name(call.tool())
                    .arguments(call.arguments())
                    .build()));
        }
    }

    private static ResponseInputItem message(EasyInputMessage.Role role, String text) {
        return ResponseInputItem.ofEasyInputMessage(
                EasyInputMessage.builder().role(role).content(text).build());
    }

    private static ResponseInputItem result(ToolResult result) {
        return ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                .callId(result.callId())
                .output(result.failed() ? "error: " + result.output() : result.output())
                .build());
    }

    private static FunctionTool tool(ToolDefinition tool) {
        return FunctionTool.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(FunctionTool.Parameters.builder()
                        .additionalProperties(object(tool.parameters(), tool.name()))
                        .build())
                .strict(tool.strict())
                .build();
    }

    private static ResponseFormatTextJsonSchemaConfig format(OutputSchema output) {
        return ResponseFormatTextJsonSchemaConfig.builder()
                .name(output.name())
                .schema(ResponseFormatTextJsonSchemaConfig.Schema.builder()
                        .additionalProperties(object(output.schema(), output.name()))
                        .build())
                .strict(true)
                .build();
    }

    private static Map<String, JsonValue> object(String schema, String name) {
        try {
            return ObjectMappers.jsonMapper().readValue(schema, OBJECT);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("the schema of " + name + " is no JSON object", broken);
        }
    }
}
