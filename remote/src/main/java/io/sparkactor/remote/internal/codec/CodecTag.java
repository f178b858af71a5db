package io.sparkactor.remote.internal.codec;

import io.netty.handler.codec.CorruptedFrameException;
import io.sparkactor.spi.Codec;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Which codec one side has for contents; both must be equal. On the wire the two texts, each as its length (u8) and UTF-8. Immutable.
 *
 * @param name what the codec is called
 * @param fingerprint what else must be the same
 */
public record CodecTag(String name, String fingerprint) {

    private static final int LONGEST = 255;

    /** How many bytes one may have. */
    public static final int MOST_BYTES = 2 * (1 + LONGEST);

    /** Checks the lengths. */
    public CodecTag {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the name of a codec must not be blank");
        }
        if (length(name) > LONGEST || length(fingerprint) > LONGEST) {
            throw new IllegalArgumentException("the name and the fingerprint of a codec may have " + LONGEST
                    + " bytes each, not " + length(name) + " and " + length(fingerprint));
        }
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * That of a codec.
     *
     * @throws IllegalArgumentException if it cannot be told on the wire
     */
    public static CodecTag of(Codec codec) {
        return new CodecTag(codec.name(), codec.fingerprint());
    }

    /** How many bytes it has. */
    public int bytes() {
        return 2 + length(name) + length(fingerprint);
    }

    public void encode(ByteBuffer out) {
        put(out, name);
        put(out, fingerprint);
    }

    private static void put(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.put((byte) bytes.length).put(bytes);
    }

    /** @throws CorruptedFrameException if it is none */
    public static CodecTag decode(ByteBuffer in) {
        try {
            return new CodecTag(text(in), text(in));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new CorruptedFrameException("no name of a codec where one must be", e);
        }
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[Byte.toUnsignedInt(in.get())];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** For people and logs: what is not plain ASCII in it becomes a question mark. */
    @Override
    public String toString() {
        String text = fingerprint.isEmpty() ? name : name + " with the types " + fingerprint;
        return text.replaceAll("[^ -~]", "?");
    }
}
