package io.sparkactor.agent.internal.json;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Between JSON text and values. Stateless. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Json() {}

    /** A new, empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Reads a text.
     *
     * @throws JsonException if it is no JSON
     */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new JsonException(e);
        }
    }

    /**
     * Reads a value.
     *
     * @return null for the JSON {@code null}
     * @throws JsonException if the text is no JSON, or none of this type
     */
    public static @Nullable Object read(String text, Type type) {
        try {
            return MAPPER.readValue(text, MAPPER.constructType(type));
        } catch (JacksonException e) {
            throw new JsonException(e);
        }
    }

    /**
     * Reads a value.
     *
     * @throws JsonException if it is none of this type
     */
    public static @Nullable Object read(JsonNode node, Type type) {
        return read(write(node), type);
    }

    /**
     * One line of JSON, the keys of maps and the components of records in alphabetic order.
     *
     * @throws JsonException if the value cannot be written
     */
    public static String write(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JacksonException e) {
            throw new JsonException(e);
        }
    }

    /** Many lines of JSON, for people. */
    public static String writePretty(JsonNode node) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    }

    /** The same text with sorted keys and without blanks; as it is, if it is no JSON. */
    public static String canonical(String text) {
        try {
            Object value = MAPPER.readValue(text, Object.class);
            return write(value);
        } catch (JacksonException e) {
            return text;
        }
    }
}
