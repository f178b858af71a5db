package io.sparkactor.agent.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.LlmUsage;
import io.sparkactor.agent.ToolCall;
import io.sparkactor.agent.spi.LlmAnswer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns LangChain4j's responses into answers, or says why they are none. Stateless. */
final class Answers {

    private Answers() {}

    /**
     * The answer in this response.
     *
     * @param streamed what has come of the text before; used where the response itself does not hold it
     * @throws LlmException if it is incomplete
     */
    static LlmAnswer read(ChatResponse response, String streamed) {
        AiMessage message = response.aiMessage();
        String text = message.text() == null ? streamed : message.text();
        LlmUsage usage = usage(response.tokenUsage());
        FinishReason ending = response.finishReason();
        if (ending == FinishReason.LENGTH || ending == FinishReason.CONTENT_FILTER) {
            String why = ending == FinishReason.LENGTH ? "the limit of output tokens" : "a filter of the provider";
            throw new LlmException(LlmFailure.of(Reason.INCOMPLETE, "the model stopped before its end: " + why)
                    .partialText(text)
                    .usage(usage));
        }
        List<ToolCall> calls =
                message.toolExecutionRequests().stream().map(Answers::call).toList();
        String model = response.modelName() == null ? "" : response.modelName();
        return new LlmAnswer(text, calls, model, usage, Map.of());
    }

    private static ToolCall call(ToolExecutionRequest call) {
        // Some models number their calls by nothing but their order in one answer, or not at all.
        String id = call.id() == null ? "call_" + UUID.randomUUID() : call.id();
        return new ToolCall(id, call.name(), call.arguments() == null ? "{}" : call.arguments());
    }

    private static LlmUsage usage(@Nullable TokenUsage usage) {
        return usage == null
                ? LlmUsage.NONE
                : LlmUsage.of(count(usage.inputTokenCount()), count(usage.outputTokenCount()));
    }

    private static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }
}
