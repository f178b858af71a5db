package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import java.util.List;
import java.util.Optional;

/** Optionals: an array of nothing or of one. Immutable. */
final class OptionalShape extends Shape {

    private final Shape element;

    OptionalShape(Shape element) {
        this.element = element;
    }

    @Override
    void writeValue(CborOutput out, Object value) {
        var option = (Optional<?>) value;
        Elements.write(out, element, option.isPresent() ? List.of(option.get()) : List.of());
    }

    @Override
    Object readValue(CborInput in) {
        int count = in.enterArray();
        if (count > 1) {
            throw Faults.mismatch(in.place(), "an Optional is an array of at most 1, not of " + count);
        }
        Object value = count == 0 ? null : element.read(in);
        in.leave();
        return Optional.ofNullable(value);
    }
}
