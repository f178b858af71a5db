package io.sparkactor.spi;

import org.jspecify.annotations.Nullable;

/**
 * Turns messages into bytes and back, for what leaves the JVM: child processes and remote systems.
 *
 * <p>Thread-safe; never blocks. What comes back equals what went in; nothing is shared between the two. The bytes may come from an
 * enemy: {@code decode} makes nothing but values of types that were allowed beforehand, in bounded memory, and throws nothing but
 * {@link CodecException}.
 */
public interface Codec {

    /** The name by which two systems agree on a codec, for instance {@code cbor2}. */
    String name();

    /**
     * What two systems must have the same besides the name, for instance a digest of the types that were allowed; at most 255 bytes in
     * UTF-8. The same for as long as the codec lives. Default: empty, as for codecs whose bytes say themselves what is in them.
     */
    default String fingerprint() {
        return "";
    }

    /**
     * The same codec, but with refs travelling as texts that somebody else knows: each transport has its own. Default: this codec, for those
     * that carry no refs.
     *
     * @param refs takes the place of what the codec had before
     */
    default Codec withRefs(RefCodec refs) {
        return this;
    }

    /**
     * Turns a value into bytes.
     *
     * @param value what to encode; null is a value too
     * @throws CodecException if the value, or one inside it, does not travel or exceeds a limit; its text names the type and the way out
     */
    byte[] encode(@Nullable Object value);

    /**
     * Turns bytes back into the value.
     *
     * @param bytes holds exactly one encoded value from {@code offset} on; not kept
     * @param length how many bytes it has
     * @throws CodecException if the bytes are not one well-formed value, name a type that is not allowed, or exceed a limit
     * @throws IndexOutOfBoundsException if the range is outside of the array
     */
    @Nullable
    Object decode(byte[] bytes, int offset, int length);

    /** Turns all of the bytes back into the value; see {@link #decode(byte[], int, int)}. */
    default @Nullable Object decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }
}
