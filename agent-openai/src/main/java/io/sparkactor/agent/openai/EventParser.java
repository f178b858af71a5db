package io.sparkactor.agent.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;
import com.openai.models.responses.ResponseStreamEvent;
import io.sparkactor.agent.LlmFailure;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data of events. Stateless.
 *
 * <p>Nearly all events of an answer are pieces of its text, and the client's own reader makes a tree of each and tries
 * it as one of fifty kinds: for 10,000 of them in a second that is most of a core. So these are read here, and all others by the client.
 */
final class EventParser {

    private static final JsonMapper MAPPER = ObjectMappers.jsonMapper();
    private static final JsonFactory FACTORY = MAPPER.getFactory();
    private static final String TEXT_DELTA = "response.output_text.delta";

    private EventParser() {}

    /**
     * The piece of text that this event brings; null if the event is of another kind, or not as it should be.
     *
     * @throws JsonProcessingException if it is no JSON
     */
    static @Nullable String textDelta(String data) throws IOException {
        boolean rightType = false;
        String delta = null;
        try (JsonParser parser = FACTORY.createParser(data)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "type" -> {
                        rightType = TEXT_DELTA.equals(parser.getValueAsString());
                        if (!rightType) {
                            return null;
                        }
                    }
                    case "delta" -> delta = value == JsonToken.VALUE_STRING ? parser.getText() : null;
                    case "error" -> {
                        return null;
                    }
                    default -> parser.skipChildren();
                }
            }
        }
        return rightType ? delta : null;
    }

    /** What an event says by a field {@code error}, which no kind of event has: empty if it has none. */
    static Optional<LlmFailure> error(String data) throws JsonProcessingException {
        return Optional.ofNullable(MAPPER.readTree(data).get("error"))
                .map(error -> Failures.reported(
                        Optional.ofNullable(error.path("code").asText(null)),
                        error.path("message").asText()));
    }

    /** The event of any kind that this is. */
    static ResponseStreamEvent event(String data) throws JsonProcessingException {
        return MAPPER.readValue(data, ResponseStreamEvent.class);
    }
}
