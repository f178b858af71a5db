package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import java.time.DateTimeException;

/** A type that one item, or an array of two integers, stands for. Immutable. */
abstract sealed class Scalar extends Shape permits Numbers, Texts, Times {

    private final Class<?> type;

    Scalar(Class<?> type) {
        this.type = type;
    }

    final Class<?> type() {
        return type;
    }

    @Override
    final boolean acceptsNull() {
        return !type.isPrimitive();
    }

    @Override
    final Object readValue(CborInput in) {
        try {
            return parse(in);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Faults.mismatch(in.place(), "what was read is no " + type.getName());
        }
    }

    abstract Object parse(CborInput in);
}
