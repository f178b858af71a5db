package io.sparkactor.agent.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.ObjectMappers;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import io.sparkactor.agent.ChatMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the output of an answer with its message, and makes it input again. Thread-safe.
 *
 * <p>A model that reasons wants its own output back whole, reasoning and all; from words and calls alone it could not be made.
 */
final class OutputItems {

    private static final TypeReference<List<ResponseInputItem>> INPUT = new TypeReference<>() {};

    private final JsonMapper mapper = ObjectMappers.jsonMapper();
    private final String key;
    private final boolean stored;

    /** Items that OpenAI has {@code stored} are known to it by their ids. */
    OutputItems(String provider, boolean stored) {
        this.key = provider + ".output";
        this.stored = stored;
    }

    /** The provider's data of an answer with this output. */
    Map<String, String> keep(List<ResponseOutputItem> output) {
        ArrayNode kept = mapper.createArrayNode();
        for (JsonNode item : mapper.<ArrayNode>valueToTree(output)) {
            withoutNulls(item);
            if (stored) {
                kept.add(item);
            } else if (!isReasoning(item)) {
                kept.add(((ObjectNode) item).without("id"));
            } else if (item.has("encrypted_content")) {
                kept.add(item);
            }
        }
        return kept.isEmpty() ? Map.of() : Map.of(key, kept.toString());
    }

    /** The input that says the same as this message; empty if it is of another provider. */
    Optional<List<ResponseInputItem>> restore(ChatMessage.Assistant message) {
        String kept = message.providerData().get(key);
        if (kept == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(mapper.readValue(kept, INPUT));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(
                    key + " of an assistant's message is not what this provider wrote", broken);
        }
    }

    private static boolean isReasoning(JsonNode item) {
        return item.path("type").asText().equals("reasoning");
    }

    private static void withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(property -> property.getValue().isNull());
        }
        node.forEach(OutputItems::withoutNulls);
    }
}
