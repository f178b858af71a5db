package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.internal.wire.Faults;
import io.sparkactor.spi.CodecException;
import java.util.Arrays;
import java.util.List;

/**
 * Refuses keys that share one hash code on purpose: a hash table takes quadratic time for them, hours for a million. Stateless.
 */
final class Collisions {

    private static final int MOST = 200;

    private Collisions() {}

    static void check(String place, List<?> keys) {
        if (keys.size() <= MOST) {
            return;
        }
        int[] hashes = new int[keys.size()];
        try {
            Arrays.setAll(hashes, i -> keys.get(i) instanceof Object key ? key.hashCode() : 0);
        } catch (RuntimeException e) {
            throw Faults.refused(place, "hashCode of a key", e);
        }
        Arrays.sort(hashes);
        for (int i = MOST; i < hashes.length; i++) {
            if (hashes[i] == hashes[i - MOST]) {
                String text =
                        place + ": more than " + MOST + " keys of a map or elements of a set have the same hash code";
                throw new CodecException(CodecException.Kind.LIMIT, text, null);
            }
        }
    }
}
