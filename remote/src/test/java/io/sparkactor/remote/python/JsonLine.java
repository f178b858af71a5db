package io.sparkactor.remote.python;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Objects of texts and numbers in one line of JSON, as {@code peer.py} speaks. Thread-safe. */
final class JsonLine {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonLine() {}

    static String write(Map<String, Object> members) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            members.forEach((name, value) -> {
                json.writeName(name);
                switch (value) {
                    case Integer number -> json.writeNumber(number);
                    case Double number -> json.writeNumber(number);
                    default -> json.writeString(value.toString());
                }
            });
            json.writeEndObject();
        }
        return line.toString();
    }

    static Map<String, String> read(String line) {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no JSON object: " + line);
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                members.put(name, json.getString());
            }
        }
        return members;
    }
}
