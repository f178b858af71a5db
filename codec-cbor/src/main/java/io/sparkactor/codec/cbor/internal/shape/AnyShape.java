package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import io.sparkactor.codec.cbor.internal.wire.Tags;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * Values of which the static type says too little: an interface, Object, a type variable. Truth values, longs, integers beyond them,
 * doubles, texts, bytes, lists and maps with texts for keys are plain CBOR; all else has the name of its type in front. Immutable.
 */
final class AnyShape extends Shape {

    private final Class<?> type;
    private final TypeTable types;
    private final Shape list;
    private final Shape map;

    AnyShape(Class<?> type, TypeTable types) {
        this.type = type;
        this.types = types;
        Shape any = type == Object.class ? this : new AnyShape(Object.class, types);
        this.list = new ListShape(any);
        this.map = new TextMapShape(any);
    }

    @Override
    void writeValue(CborOutput out, Object value) {
        if (value instanceof Record) {
            writeTyped(out, value);
        } else if (value instanceof String text) {
            out.writeText(text);
        } else if (value instanceof Long number) {
            out.writeLong(number);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Double number) {
            out.writeDouble(number);
        } else if (value instanceof byte[] bytes) {
            out.writeBytes(bytes);
        } else if (value instanceof BigInteger number && isBeyondLong(number)) {
            out.writeInteger(number);
        } else if (value instanceof List<?>) {
            list.writeValue(out, value);
        } else if (value instanceof Map<?, ?> values && hasTextKeys(values)) {
            map.writeValue(out, value);
        } else {
            writeTyped(out, value);
        }
    }

    private static boolean isBeyondLong(BigInteger number) {
        return number.bitLength() >= Long.SIZE;
    }

    private static boolean hasTextKeys(Map<?, ?> values) {
        for (Object key : values.keySet()) {
            if (!(key instanceof String)) {
                return false;
            }
        }
        return true;
    }

    private void writeTyped(CborOutput out, Object value) {
        TypeEntry entry = types.of(out.place(), value);
        out.writeTag(Tags.TYPED);
        out.enterArray(2);
        out.writeEncoded(entry.encodedName());
        entry.shape().writeValue(out, value);
        out.leave();
    }

    @Override
    Object readValue(CborInput in) {
        String place = in.place();
        Object value = switch (in.peek()) {
            case UNSIGNED, NEGATIVE -> number(in.readInteger());
            case BYTES -> in.readBytes();
            case TEXT -> in.readText();
            case ARRAY -> list.readValue(in);
            case MAP -> map.readValue(in);
            case TAG -> in.peekTag() == Tags.TYPED ? readTyped(in) : number(in.readInteger());
            case SIMPLE -> readSimple(in);
        };
        if (!type.isInstance(value)) {
            throw Faults.mismatch(place, value.getClass().getName() + " where " + type.getName() + " is expected");
        }
        return value;
    }

    private static Object readSimple(CborInput in) {
        if (in.peekFloat()) {
            return in.readDouble();
        }
        return in.readBoolean();
    }

    private static Object number(BigInteger number) {
        if (isBeyondLong(number)) {
            return number;
        }
        return number.longValue();
    }

    private Object readTyped(CborInput in) {
        in.readTag();
        Pairs.enter(in, "a value with the name of its type");
        TypeEntry entry = types.named(in.place(), in.readText());
        Object value = entry.shape().readValue(in);
        in.leave();
        return value;
    }
}
