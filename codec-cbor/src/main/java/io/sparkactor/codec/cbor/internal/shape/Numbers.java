package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Truth values, characters and numbers. Immutable. */
final class Numbers extends Scalar {

    // A decimal with a larger scale is legal, and adding 1 to it can take all memory.
    private static final int MOST_SCALE = 10_000;

    private final Kind kind;

    private Numbers(Class<?> type, Kind kind) {
        super(type);
        this.kind = kind;
    }

    /** Adds a shape for each type. */
    static void addTo(ShapeBuilder shapes) {
        for (Kind kind : Kind.values()) {
            shapes.add(new Numbers(kind.type, kind));
            if (kind.primitive != kind.type) {
                shapes.add(new Numbers(kind.primitive, kind));
            }
        }
    }

    @Override
    void writeValue(CborOutput out, Object value) {
        switch (kind) {
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case BYTE, SHORT, INT, LONG -> out.writeLong(((Number) value).longValue());
            case CHAR -> out.writeLong((Character) value);
            case FLOAT -> out.writeFloat((Float) value);
            case DOUBLE -> out.writeDouble((Double) value);
            case INTEGER -> out.writeInteger((BigInteger) value);
            case DECIMAL -> writeDecimal(out, (BigDecimal) value);
        }
    }

    @Override
    Object parse(CborInput in) {
        return switch (kind) {
            case BOOLEAN -> in.readBoolean();
            case BYTE -> (byte) in.readInt(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> (short) in.readInt(Short.MIN_VALUE, Short.MAX_VALUE);
            case CHAR -> (char) in.readInt(Character.MIN_VALUE, Character.MAX_VALUE);
            case INT -> in.readInt(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> in.readLong();
            case FLOAT -> readFloat(in);
            case DOUBLE -> in.readDouble();
            case INTEGER -> in.readInteger();
            case DECIMAL -> readDecimal(in);
        };
    }

    private static float readFloat(CborInput in) {
        double value = in.readDouble();
        float narrow = (float) value;
        if (narrow != value && !Double.isNaN(value)) {
            throw Faults.mismatch(in.place(), "a number that 32 bits cannot hold");
        }
        return narrow;
    }

    private static void writeDecimal(CborOutput out, BigDecimal value) {
        checkScale(out.place(), value.scale());
        out.enterArray(2);
        out.writeInteger(value.unscaledValue());
        out.writeLong(value.scale());
        out.leave();
    }

    private static BigDecimal readDecimal(CborInput in) {
        Pairs.enter(in, "a decimal");
        BigInteger unscaled = in.readInteger();
        int scale = in.readInt(Integer.MIN_VALUE, Integer.MAX_VALUE);
        in.leave();
        checkScale(in.place(), scale);
        return new BigDecimal(unscaled, scale);
    }

    private static void checkScale(String place, int scale) {
        if (scale < -MOST_SCALE || scale > MOST_SCALE) {
            throw Faults.mismatch(place, "a decimal of scale " + scale + "; those up to " + MOST_SCALE + " travel");
        }
    }

    /** The types. A switch over them starts faster than a lambda for each, which counts in child processes. */
    private enum Kind {
        BOOLEAN(Boolean.class, boolean.class),
        BYTE(Byte.class, byte.class),
        SHORT(Short.class, short.class),
        CHAR(Character.class, char.class),
        INT(Integer.class, int.class),
        LONG(Long.class, long.class),
        FLOAT(Float.class, float.class),
        DOUBLE(Double.class, double.class),
        INTEGER(BigInteger.class, BigInteger.class),
        DECIMAL(BigDecimal.class, BigDecimal.class);

        private final Class<?> type;
        private final Class<?> primitive;

        Kind(Class<?> type, Class<?> primitive) {
            this.type = type;
            this.primitive = primitive;
        }
    }
}
