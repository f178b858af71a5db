package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import org.jspecify.annotations.Nullable;

/** How the values of one static type are written and read. Immutable once it is in use, so thread-safe. */
public abstract class Shape {

    /** For subclasses. */
    Shape() {}

    /** Writes a value or null. */
    public final void write(CborOutput out, @Nullable Object value) {
        if (value == null) {
            out.writeNull();
        } else {
            writeValue(out, value);
        }
    }

    /** Reads a value or null. */
    public final @Nullable Object read(CborInput in) {
        return acceptsNull() && in.tryNull() ? null : readValue(in);
    }

    /** Whether null is a value: not of a primitive type. */
    boolean acceptsNull() {
        return true;
    }

    abstract void writeValue(CborOutput out, Object value);

    abstract Object readValue(CborInput in);
}
