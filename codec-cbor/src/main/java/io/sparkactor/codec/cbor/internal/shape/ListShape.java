package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import java.util.Collection;
import java.util.Collections;

/** Lists, and collections that may be one: an array. What is read cannot be changed. Immutable. */
final class ListShape extends Shape {

    private final Shape element;

    ListShape(Shape element) {
        this.element = element;
    }

    @Override
    void writeValue(CborOutput out, Object value) {
        Elements.write(out, element, (Collection<?>) value);
    }

    @Override
    Object readValue(CborInput in) {
        return Collections.unmodifiableList(Elements.read(in, element));
    }
}
