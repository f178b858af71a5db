package io.sparkactor.agent.mcp.internal.wire;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON of the protocol. Stateless. */
public final class McpJson {

    /** Arguments pass through as they are, with all digits. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** For the SDK, which else would look for one by its class loader. */
    public static final McpJsonMapper SDK = new JacksonMcpJsonMapper(MAPPER);

    /** For the SDK: everything is valid. Arguments are checked by whoever decodes them. */
    public static final JsonSchemaValidator NO_VALIDATOR = new JsonSchemaValidator() {
        @Override
        public ValidationResponse validate(Map<String, Object> schema, Object content) {
            return ValidationResponse.asValid("");
        }

        @Override
        public ValidationResponse validateSchema(Map<String, Object> schema) {
            return ValidationResponse.asValid("");
        }
    };

    private McpJson() {}

    /** One line of JSON. */
    public static String write(@Nullable Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * Reads an object; a blank text is an empty one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Map<String, Object> readObject(String text) {
        if (text.isBlank()) {
            return Map.of();
        }
        Map<String, Object> object;
        try {
            object = MAPPER.readValue(text, OBJECT);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the arguments are no JSON object: " + e.getOriginalMessage(), e);
        }
        if (object == null) {
            throw new IllegalArgumentException("the arguments must be an object, not null");
        }
        return object;
    }

    /**
     * Reads a message of the protocol.
     *
     * @throws IOException if it is none
     */
    public static JSONRPCMessage readMessage(String text) throws IOException {
        JSONRPCMessage message;
        try {
            message = McpSchema.deserializeJsonRpcMessage(SDK, text);
        } catch (RuntimeException e) { // the SDK throws all kinds of them, for the text null a NullPointerException
            throw new IOException(e.getMessage(), e);
        }
        boolean named = switch (message) {
            case JSONRPCRequest request -> request.method() != null && request.id() != null;
            case JSONRPCNotification notification -> notification.method() != null;
            default -> true;
        };
        if (!named) {
            throw new IOException("the message has no method or no id");
        }
        return message;
    }
}
