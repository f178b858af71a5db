package io.sparkactor.remote.internal.websocket;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.wire.Foreign;
import io.sparkactor.remote.internal.wire.FrameException;
import io.sparkactor.remote.internal.wire.JsonReader;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a header of what its JSON says, key by key. Confined to one thread. */
final class HeaderReader {

    static final int VERSION = 1;
    static final String REGISTER = "register";
    static final String ENVELOPE = "envelope";
    static final String ACK = "ack";
    static final String NACK = "nack";
    static final String CHALLENGE = "challenge";

    private static final JsonReader JSON = new JsonReader("the header of the frame");

    private final Map<String, @Nullable Object> fields;

    private HeaderReader(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    static FrameHeader read(ByteBuffer json) throws FrameException {
        return new HeaderReader(JSON.read(json)).header();
    }

    private FrameHeader header() throws FrameException {
        // First, as another version may have other keys.
        if (!(fields.get("version") instanceof Long version) || version != VERSION) {
            throw refused("version", fields.get("version"));
        }
        String kind = name("kind");
        SystemId source = new SystemId(name("source"));
        String frameId = name("frame_id");
        String auth = text("auth");
        String reason = text("reason");
        SystemId target = fields.get("target") == null ? null : new SystemId(name("target"));
        return switch (kind) {
            case REGISTER -> new FrameHeader.Register(source, target, frameId, auth);
            case ENVELOPE ->
                new FrameHeader.Envelope(
                        source, new SystemId(name("target")), frameId, truthOrTrue("ack"), text("needs"));
            case ACK -> new FrameHeader.Ack(source, target, frameId, auth);
            case NACK -> new FrameHeader.Nack(source, target, frameId, reason);
            case CHALLENGE -> new FrameHeader.Challenge(source, frameId, frameBytes());
            default -> throw refused("kind", kind);
        };
    }

    /** A text that must be there and say something. */
    private String name(String key) throws FrameException {
        String text = text(key);
        if (text == null || text.isBlank()) {
            throw refused(key, text);
        }
        return text;
    }

    private @Nullable String text(String key) throws FrameException {
        Object found = fields.get(key);
        if (found == null) {
            return null;
        }
        if (!(found instanceof String text) || !isUnicode(text)) {
            throw refused(key, found);
        }
        if (text.length() > FrameHeader.LONGEST_TEXT) {
            throw new FrameException("'" + key + "' of the frame has " + text.length() + " characters; at most "
                    + FrameHeader.LONGEST_TEXT + " are accepted");
        }
        return text;
    }

    /** JSON can say halves of characters. Two different ones would be the same byte in what is signed. */
    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private boolean truthOrTrue(String name) throws FrameException {
        Object found = fields.get(name);
        return switch (found) {
            case null -> true;
            case Boolean truth -> truth;
            default -> throw refused(name, found);
        };
    }

    private int frameBytes() throws FrameException {
        Object found = fields.get("frame_bytes");
        if (found == null) {
            return WebSocketFrames.LARGEST;
        }
        if (found instanceof Long bytes && bytes >= 1 && bytes <= WebSocketFrames.LARGEST) {
            return bytes.intValue();
        }
        throw refused("frame_bytes", found);
    }

    private static FrameException refused(String name, @Nullable Object found) {
        String what = switch (found) {
            case null -> " is missing";
            case String text -> " cannot be " + Foreign.quoted(text);
            case Map<?, ?> _ -> " cannot be an object";
            default -> " cannot be " + found;
        };
        return new FrameException("'" + name + "' of the frame" + what);
    }
}
