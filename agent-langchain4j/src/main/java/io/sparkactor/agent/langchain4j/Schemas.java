package io.sparkactor.agent.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the JSON Schema of a tool's arguments into LangChain4j's own words; the properties stay as they are. Stateless. */
final class Schemas {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Schemas() {}

    /**
     * The schema of an object.
     *
     * @throws IllegalArgumentException if the text is no JSON object
     */
    static JsonObjectSchema object(String name, String schema) {
        JsonNode root = parse(name, schema);
        var object = JsonObjectSchema.builder()
                .addProperties(elements(root.path("properties")))
                .required(required(root));
        if (root.hasNonNull("description")) {
            object.description(root.get("description").asText());
        }
        if (root.path("additionalProperties").isBoolean()) {
            object.additionalProperties(root.get("additionalProperties").asBoolean());
        }
        JsonNode definitions = root.has("$defs") ? root.get("$defs") : root.path("definitions");
        if (!definitions.isEmpty()) {
            object.definitions(elements(definitions));
        }
        return object.build();
    }

    private static JsonNode parse(String name, String schema) {
        try {
            JsonNode root = MAPPER.readTree(schema);
            if (root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("the schema of the tool " + name + " is no JSON", broken);
        }
        throw new IllegalArgumentException("the schema of the tool " + name + " is no JSON object");
    }

    private static List<String> required(JsonNode root) {
        List<String> names = new ArrayList<>();
        root.path("required").forEach(name -> names.add(name.asText()));
        return names;
    }

    private static Map<String, JsonSchemaElement> elements(JsonNode object) {
        Map<String, JsonSchemaElement> elements = new LinkedHashMap<>();
        object.properties()
                .forEach(property -> elements.put(
                        property.getKey(),
                        JsonRawSchema.from(property.getValue().toString())));
        return elements;
    }
}
