package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import java.lang.reflect.Array;

/** Arrays, primitive ones too, but for bytes. Immutable. */
final class ArrayShape extends Shape {

    private final Class<?> componentType;
    private final Shape element;

    ArrayShape(Class<?> componentType, Shape element) {
        this.componentType = componentType;
        this.element = element;
    }

    @Override
    void writeValue(CborOutput out, Object array) {
        int count = Array.getLength(array);
        out.enterArray(count);
        for (int i = 0; i < count; i++) {
            element.write(out, Array.get(array, i));
        }
        out.leave();
    }

    @Override
    Object readValue(CborInput in) {
        int count = in.enterArray();
        Object array = Array.newInstance(componentType, count);
        for (int i = 0; i < count; i++) {
            Array.set(array, i, element.read(in));
        }
        in.leave();
        return array;
    }
}
