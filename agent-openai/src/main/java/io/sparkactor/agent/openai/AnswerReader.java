package io.sparkactor.agent.openai;

import com.openai.models.ChatModel;
import com.openai.models.ResponsesModel;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseOutputMessage;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseUsage;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.LlmUsage;
import io.sparkactor.agent.ToolCall;
import io.sparkactor.agent.spi.LlmAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns responses into answers, or says why they are none. Thread-safe. */
final class AnswerReader {

    private final OutputItems items;

    AnswerReader(OutputItems items) {
        this.items = items;
    }

    /** The answer in this response. */
    LlmAnswer read(Response response) {
        return read(response, response._output().asKnown().orElse(List.of()), "");
    }

    /**
     * The answer in this response of this output.
     *
     * @param streamed what has come of the text before; used where the response itself does not hold it
     * @throws LlmException if it has failed, is incomplete, or the model declines
     */
    LlmAnswer read(Response response, List<ResponseOutputItem> output, String streamed) {
        var text = new StringBuilder();
        var refusal = new StringBuilder();
        var calls = new ArrayList<ToolCall>();
        for (ResponseOutputItem item : output) {
            item.message().ifPresent(message -> addWords(message, text, refusal));
            item.functionCall().ifPresent(call -> calls.add(call(call)));
        }
        if (text.isEmpty()) {
            text.append(streamed);
        }
        LlmUsage usage = usage(response);
        failure(response).ifPresent(failure -> {
            throw new LlmException(failure.partialText(text.toString()).usage(usage));
        });
        if (!refusal.isEmpty()) {
            throw new LlmException(LlmFailure.of(Reason.REFUSED, "the model declines to answer")
                    .partialText(refusal.toString())
                    .usage(usage));
        }
        return new LlmAnswer(text.toString(), calls, model(response), usage, items.keep(output));
    }

    private static Optional<LlmFailure> failure(Response response) {
        ResponseStatus status = response._status().asKnown().orElse(ResponseStatus.COMPLETED);
        if (status.equals(ResponseStatus.COMPLETED)) {
            return Optional.empty();
        }
        if (status.equals(ResponseStatus.INCOMPLETE)) {
            String why = response.incompleteDetails()
                    .flatMap(details -> details.reason())
                    .map(reason -> reason.asString())
                    .orElse("no reason given");
            return Optional.of(LlmFailure.of(Reason.INCOMPLETE, "the model stopped before its end: " + why));
        }
        if (status.equals(ResponseStatus.FAILED)) {
            return Optional.of(response.error()
                    .map(error -> Failures.reported(
                            error._code().asKnown().map(code -> code.asString()),
                            error._message().asKnown().orElse("")))
                    .orElse(LlmFailure.of(Reason.PROVIDER_FAILED, "the response failed without a reason")));
        }
        return Optional.of(
                LlmFailure.of(Reason.PROVIDER_FAILED, "the response ended with the status " + status.asString()));
    }

    private static void addWords(ResponseOutputMessage message, StringBuilder text, StringBuilder refusal) {
        for (ResponseOutputMessage.Content content :
                message._content().asKnown().orElse(List.of())) {
            content.outputText()
                    .ifPresent(part -> text.append(part._text().asKnown().orElse("")));
            content.refusal()
                    .ifPresent(part -> refusal.append(part._refusal().asKnown().orElse("")));
        }
    }

    private static ToolCall call(ResponseFunctionToolCall call) {
        return new ToolCall(
                call.callId(), call.name(), call._arguments().asKnown().orElse(""));
    }

    private static LlmUsage usage(Response response) {
        return response.usage().map(AnswerReader::usage).orElse(LlmUsage.NONE);
    }

    private static LlmUsage usage(ResponseUsage usage) {
        return new LlmUsage(
                usage._inputTokens().asKnown().orElse(0L),
                usage._inputTokensDetails()
                        .asKnown()
                        .flatMap(details -> details._cachedTokens().asKnown())
                        .orElse(0L),
                usage._outputTokens().asKnown().orElse(0L),
                usage._outputTokensDetails()
                        .asKnown()
                        .flatMap(details -> details._reasoningTokens().asKnown())
                        .orElse(0L));
    }

    private static String model(Response response) {
        return response._model().asKnown().flatMap(AnswerReader::model).orElse("");
    }

    private static Optional<String> model(ResponsesModel model) {
        return model.string()
                .or(() -> model.chat().map(ChatModel::asString))
                .or(() -> model.only().map(only -> only.asString()));
    }
}
