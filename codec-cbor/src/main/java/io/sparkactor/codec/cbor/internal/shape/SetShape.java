package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;

/** Sets: an array without repetitions, in the order of the set. What is read keeps it and cannot be changed. Immutable. */
final class SetShape extends Shape {

    private final Shape element;

    SetShape(Shape element) {
        this.element = element;
    }

    @Override
    void writeValue(CborOutput out, Object value) {
        Elements.write(out, element, (Collection<?>) value);
    }

    @Override
    Object readValue(CborInput in) {
        List<Object> values = Elements.read(in, element);
        Collisions.check(in.place(), values);
        var set = LinkedHashSet.<Object>newLinkedHashSet(values.size());
        for (Object value : values) {
            if (!set.add(value)) {
                throw Faults.malformed(in.place(), "an element of a set comes twice");
            }
        }
        return Collections.unmodifiableSequencedSet(set);
    }
}
