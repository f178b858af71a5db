package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.Faults;

/** Arrays of two. Stateless. */
final class Pairs {

    private Pairs() {}

    static void enter(CborInput in, String what) {
        int count = in.enterArray();
        if (count != 2) {
            throw Faults.mismatch(in.place(), what + " is an array of 2, not of " + count);
        }
    }
}
