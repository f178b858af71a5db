package io.sparkactor.remote.internal.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Handshakes as JSON, byte for byte as the original writes them: keys sorted, no blanks, nothing but ASCII.
 *
 * <pre>
 * {"auth":"hmac-sha256"|"none",
 *  "capabilities":{"frame_integrity":true|false,"persistent_connections":true
 *                  [,"spark_java":{"instance":text[,"key":text],"received":integer,"session":text,"version":integer}]},
 *  "codec":"cbor2","nonce":text[,"signature":text],"system_id":text,"version":1}
 * </pre>
 *
 * <p>Stateless and thread-safe.
 */
public final class HelloCodec {

    /** How many bytes a handshake may have: 16 KiB, where the original's has 208 or 293. */
    public static final int LARGEST = JsonReader.LARGEST;

    static final String HMAC = "hmac-sha256";
    static final String NONE = "none";

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final JsonReader READER = new JsonReader("the handshake");

    private HelloCodec() {}

    /**
     * Turns a handshake into the body of a frame.
     *
     * @throws IllegalArgumentException if it would have more than {@link #LARGEST} bytes
     */
    public static byte[] encode(Hello hello) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("auth", hello.authenticated() ? HMAC : NONE);
            json.writeObjectPropertyStart("capabilities");
            json.writeBooleanProperty("frame_integrity", hello.frameIntegrity());
            json.writeBooleanProperty("persistent_connections", true);
            write(json, hello.session());
            json.writeEndObject();
            json.writeStringProperty("codec", hello.codec());
            json.writeStringProperty("nonce", hello.nonce());
            if (hello.signature() != null) {
                json.writeStringProperty("signature", hello.signature());
            }
            json.writeStringProperty("system_id", hello.systemId().uuid());
            json.writeNumberProperty("version", hello.version());
            json.writeEndObject();
        }
        if (bytes.size() > LARGEST) {
            throw new IllegalArgumentException("the handshake would have " + bytes.size() + " bytes; at most " + LARGEST
                    + " are accepted, so a shorter name is needed somewhere");
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, @Nullable SessionOffer session) {
        if (session == null) {
            return;
        }
        json.writeObjectPropertyStart("spark_java");
        json.writeStringProperty("instance", session.instance());
        if (session.key() != null) {
            json.writeStringProperty("key", session.key());
        }
        json.writeNumberProperty("received", session.received());
        json.writeStringProperty("session", session.session());
        json.writeNumberProperty("version", session.version());
        json.writeEndObject();
    }

    /**
     * Turns the body of a frame into a handshake. Whether it is welcome is another question: {@link HelloCheck}.
     *
     * <p>Accepted as in the original: keys in any order, keys that are unknown, any capabilities. Refused beyond it: more than {@link
     * #LARGEST} bytes, bytes that are not exactly UTF-8, a key that comes twice (two readers would see two handshakes), and an offer of a
     * session with parts missing.
     *
     * @param bytes holds the handshake from {@code offset} on; not kept
     * @param length how many bytes it has
     * @throws HandshakeException if it is none, or of another version
     * @throws IndexOutOfBoundsException if the range is outside of the array
     */
    public static Hello decode(byte[] bytes, int offset, int length) throws HandshakeException {
        try {
            return new HelloFields(READER.read(ByteBuffer.wrap(bytes, offset, length))).hello();
        } catch (FrameException e) {
            throw new HandshakeException(e.reason(), String.valueOf(e.getMessage()), e);
        }
    }
}
