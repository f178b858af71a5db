package io.sparkactor.remote.internal.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Reads a JSON object, which may come from an enemy, as maps, texts, longs and truth values. Immutable. */
public final class JsonReader {

    /** How many bytes an object may have. */
    public static final int LARGEST = 16 << 10;

    /** Stands for all that nobody needs: lists, fractions, integers of more than 64 bits. */
    public static final Object OTHER = new Object() {
        @Override
        public String toString() {
            return "something else";
        }
    };

    private static final int DEPTH = 16;

    // No table of names that outlives an object: peers could fill it.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxDocumentLength(LARGEST)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private final String what;

    /** For objects that its exceptions call {@code what}. */
    public JsonReader(String what) {
        this.what = what;
    }

    /**
     * Reads one object that fills a range.
     *
     * @param bytes holds it from its position to its limit, which are not changed
     * @throws FrameException if it is longer than {@link #LARGEST}, not exactly UTF-8, no JSON, or not one object and nothing else; or if
     *     a key comes twice
     */
    public Map<String, @Nullable Object> read(ByteBuffer bytes) throws FrameException {
        if (bytes.remaining() > LARGEST) {
            throw new FrameException(
                    what + " has " + bytes.remaining() + " bytes; at most " + LARGEST + " are accepted");
        }
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text(bytes))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new FrameException(what + " is not a JSON object");
            }
            Map<String, @Nullable Object> object = object(json);
            if (json.nextToken() != null) {
                throw new FrameException("something follows the JSON object of " + what);
            }
            return object;
        } catch (JacksonException e) {
            throw new FrameException(what + " is not valid JSON: " + Foreign.printable(e.getOriginalMessage()), e);
        }
    }

    // As text first: the parser would take UTF-16 and UTF-32 too.
    private String text(ByteBuffer bytes) throws FrameException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
        } catch (CharacterCodingException e) {
            throw new FrameException(what + " is not valid UTF-8", e);
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser json) {
        var object = new HashMap<String, @Nullable Object>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            object.put(name, value(json, json.nextToken()));
        }
        return object;
    }

    private static @Nullable Object value(JsonParser json, JsonToken token) {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> integer(json);
            case START_OBJECT -> object(json);
            default -> {
                json.skipChildren();
                yield OTHER;
            }
        };
    }

    private static Object integer(JsonParser json) {
        return switch (json.getNumberType()) {
            case INT, LONG -> json.getLongValue();
            default -> OTHER;
        };
    }
}
