package io.sparkactor.agent.openai;

import com.openai.errors.OpenAIInvalidDataException;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseFunctionCallArgumentsDeltaEvent;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStreamEvent;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows the events of one response. Confined to the reader of the stream. */
final class EventReader {

    private final AnswerReader answers;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final Map<String, ResponseFunctionToolCall> calls = new HashMap<>();
    private final List<ResponseOutputItem> done = new ArrayList<>();
    private @Nullable LlmAnswer answer;

    EventReader(AnswerReader answers) {
        this.answers = answers;
    }

    /** What has come of the answer, or of the words by which the model declines one. */
    String partialText() {
        return text.isEmpty() ? refusal.toString() : text.toString();
    }

    /** The answer; null until its last event. */
    @Nullable
    LlmAnswer answer() {
        return answer;
    }

    /**
     * Takes the data of the next event. Kinds of events that this does not know mean nothing to it.
     *
     * @return null if it brings no piece of the answer
     * @throws LlmException if it says that there is no answer
     * @throws IOException if it cannot be read
     */
    @Nullable
    LlmDelta accept(String data) throws IOException {
        String delta = EventParser.textDelta(data);
        if (delta != null) {
            text.append(delta);
            return delta.isEmpty() ? null : new LlmDelta.Text(delta);
        }
        EventParser.error(data).ifPresent(this::fail);
        return accept(EventParser.event(data));
    }

    private @Nullable LlmDelta accept(ResponseStreamEvent event) {
        if (event.isFunctionCallArgumentsDelta()) {
            return arguments(event.asFunctionCallArgumentsDelta());
        }
        if (event.isRefusalDelta()) {
            refusal.append(event.asRefusalDelta().delta());
        } else if (event.isOutputItemAdded()) {
            added(event.asOutputItemAdded().item());
        } else if (event.isOutputItemDone()) {
            done.add(event.asOutputItemDone().item());
        } else if (event.isCompleted()) {
            end(event.asCompleted().response());
        } else if (event.isIncomplete()) {
            end(event.asIncomplete().response());
        } else if (event.isFailed()) {
            end(event.asFailed().response());
        } else if (event.isError()) {
            fail(Failures.reported(event.asError().code(), event.asError().message()));
        } else if (event.isOutputTextDelta()) {
            // It lacks what makes it a piece of text.
            throw new OpenAIInvalidDataException("a piece of text without its words");
        }
        return null;
    }

    private void fail(LlmFailure failure) {
        throw new LlmException(failure.partialText(partialText()));
    }

    private LlmDelta arguments(ResponseFunctionCallArgumentsDeltaEvent event) {
        ResponseFunctionToolCall call = calls.get(event.itemId());
        return call == null
                ? new LlmDelta.Arguments(event.itemId(), "", event.delta())
                : new LlmDelta.Arguments(call.callId(), call.name(), event.delta());
    }

    private void added(ResponseOutputItem item) {
        item.functionCall().ifPresent(call -> call.id().ifPresent(id -> calls.put(id, call)));
    }

    private void end(Response response) {
        List<ResponseOutputItem> output = response._output().asKnown().orElse(List.of());
        answer = answers.read(response, output.isEmpty() ? done : output, text.toString());
    }
}
