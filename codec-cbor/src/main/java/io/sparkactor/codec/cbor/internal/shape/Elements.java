package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Arrays of elements of one shape. Stateless. */
final class Elements {

    private Elements() {}

    static void write(CborOutput out, Shape element, Collection<?> values) {
        // A copy, as a collection that somebody changes meanwhile would announce another number than it writes.
        Object[] copy = values.toArray();
        out.enterArray(copy.length);
        for (Object value : copy) {
            element.write(out, value);
        }
        out.leave();
    }

    static List<Object> read(CborInput in, Shape element) {
        int count = in.enterArray();
        var values = new ArrayList<Object>(count);
        for (int i = 0; i < count; i++) {
            values.add(element.read(in));
        }
        in.leave();
        return values;
    }
}
