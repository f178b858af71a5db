package io.sparkactor.codec.cbor.internal.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8 and nothing that only looks like it: no overlong forms, no halves of surrogate pairs. Stateless. */
final class Utf8 {

    private Utf8() {}

    static String decode(String place, byte[] bytes, int from, int length) {
        if (isAscii(bytes, from, length)) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
        try {
            // A new decoder reports faults, where the constructor of String would put something in their place.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Faults.malformed(place, "a text of " + length + " bytes is not valid UTF-8 (" + e.getMessage() + ")");
        }
    }

    private static boolean isAscii(byte[] bytes, int from, int length) {
        int all = 0;
        for (int i = from; i < from + length; i++) {
            all |= bytes[i];
        }
        return all >= 0;
    }
}
