package io.sparkactor.remote.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorId;
import io.sparkactor.SystemId;
import io.sparkactor.codec.cbor.CborLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Properties;

/** What the Python original sent, and who was there when it did. */
final class Golden {

    static final SystemId LEFT = SystemId.ofName("left");
    static final SystemId RIGHT = SystemId.ofName("right");
    static final ActorId SENDER = new ActorId(LEFT, "22222222-2222-4222-8222-222222222222");
    static final ActorId TARGET = new ActorId(RIGHT, "11111111-1111-4111-8111-111111111111");
    static final String LEFT_NONCE = "00112233445566778899aabbccddeeff";
    static final String RIGHT_NONCE = "ffeeddccbbaa99887766554433221100";
    static final Secret SHARED = Secret.of("shared");
    static final EnvelopeCodec CODEC = new EnvelopeCodec(TestRefs::of, CborLimits.DEFAULT);

    private static final Properties BYTES = load();

    private Golden() {}

    private static Properties load() {
        var properties = new Properties();
        try (InputStream in = Golden.class.getResourceAsStream("python.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** The bytes of a name. */
    static byte[] bytes(String name) {
        String hex = BYTES.getProperty(name);
        assertThat(hex).as(name).isNotNull();
        return HexFormat.of().parseHex(hex);
    }

    /** The body of a frame: what follows its length, which must be right. */
    static byte[] body(String name) {
        byte[] frame = bytes(name);
        assertThat(ByteBuffer.wrap(frame).getInt()).isEqualTo(frame.length - Frames.LENGTH_BYTES);
        return Arrays.copyOfRange(frame, Frames.LENGTH_BYTES, frame.length);
    }

    /** A body with its length in front. */
    static byte[] framed(byte[] body) {
        return ByteBuffer.allocate(Frames.LENGTH_BYTES + body.length)
                .putInt(body.length)
                .put(body)
                .array();
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
