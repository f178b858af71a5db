package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import java.util.HashMap;
import java.util.Map;

/** The constants of an enum: their names, so that their order may change. Immutable. */
final class EnumShape extends Shape {

    private final Class<?> type;
    private final Map<String, Object> constants = new HashMap<>();

    EnumShape(Class<?> type) {
        this.type = type;
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
    }

    @Override
    void writeValue(CborOutput out, Object value) {
        out.writeText(((Enum<?>) value).name());
    }

    @Override
    Object readValue(CborInput in) {
        Object constant = constants.get(in.readText());
        if (constant == null) {
            throw Faults.mismatch(in.place(), "a constant that the enum " + type.getName() + " does not have");
        }
        return constant;
    }
}
