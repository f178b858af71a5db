package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import io.sparkactor.codec.cbor.internal.wire.Faults;

/** Classes, by their names: of those alone that may travel themselves, so that no name in the bytes loads one. Immutable. */
final class ClassShape extends Shape {

    private final TypeTable types;

    ClassShape(TypeTable types) {
        this.types = types;
    }

    @Override
    void writeValue(CborOutput out, Object value) {
        Class<?> type = (Class<?>) value;
        if (!types.contains(type)) {
            throw Faults.notAllowed(out.place(), type.getTypeName());
        }
        out.writeText(type.getName());
    }

    @Override
    Object readValue(CborInput in) {
        return types.named(in.place(), in.readText()).type();
    }
}
