package io.sparkactor.remote.internal.codec;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of a message. Immutable; nobody changes the arrays.
 *
 * @param envelope as the original takes it, header of the codec included; null if it is not for one, or does not travel there
 * @param payload the content alone, for a session; null if it is not for one, or does not travel there
 */
@SuppressWarnings("ArrayRecordComponent") // made once, and then only read
public record Packed(byte @Nullable [] envelope, byte @Nullable [] payload) {

    /** How many bytes there are. */
    public int bytes() {
        return (envelope == null ? 0 : envelope.length) + (payload == null ? 0 : payload.length);
    }
}
