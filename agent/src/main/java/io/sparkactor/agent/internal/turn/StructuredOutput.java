package io.sparkactor.agent.internal.turn;

import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.internal.json.Json;
import io.sparkactor.agent.internal.json.JsonException;
import io.sparkactor.agent.internal.json.JsonSchema;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.OutputSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value that an asker wants, if it wants one, and what is said to a model that does not give it. For the thread of the turn. */
final class StructuredOutput {

    private final @Nullable Class<?> type;
    private final @Nullable OutputSchema schema;
    private List<ChatMessage> corrections = List.of();
    private @Nullable Object value;

    StructuredOutput(@Nullable Class<?> type) {
        this.type = type;
        this.schema = type == null
                ? null
                : new OutputSchema(
                        type.getSimpleName().replaceAll("[^A-Za-z0-9_-]", "_"), Json.write(new JsonSchema().of(type)));
    }

    /** What the model is held to; null for text. */
    @Nullable
    OutputSchema schema() {
        return schema;
    }

    /** What is said to the model beyond the conversation. */
    List<ChatMessage> corrections() {
        return corrections;
    }

    /**
     * Whether this is an answer; if not, the model is to be asked once more.
     *
     * @throws LlmException {@code MALFORMED} if it was asked once more already
     */
    boolean accepts(LlmAnswer answer) {
        if (type == null) {
            return true;
        }
        try {
            value = Json.read(answer.text(), type);
            if (value != null) {
                return true;
            }
            correct(answer, "it is null", null);
        } catch (JsonException e) {
            correct(answer, String.valueOf(e.getMessage()), e);
        }
        return false;
    }

    private void correct(LlmAnswer answer, String fault, @Nullable JsonException cause) {
        if (!corrections.isEmpty()) {
            throw new LlmException(
                    LlmFailure.of(Reason.MALFORMED, "the answer is no " + typeName())
                            .partialText(answer.text()),
                    cause);
        }
        corrections = List.of(
                answer.message(),
                ChatMessage.user("That does not fit the JSON Schema: " + fault
                        + "\nGive the whole answer again, as JSON that fits it, and nothing else."));
    }

    private String typeName() {
        return type == null ? "text" : type.getName();
    }

    /** What the asker gets. */
    Object valueOr(Object response) {
        return value == null ? response : value;
    }
}
