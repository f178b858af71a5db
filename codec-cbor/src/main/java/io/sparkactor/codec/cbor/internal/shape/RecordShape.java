package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.CborLimits;
import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records: a map from the names of the components to their values. An empty Optional is left out, so that a component may be added to
 * a record while systems that do not know it are still running. Immutable once {@link #link} has been called.
 */
final class RecordShape extends Shape {

    private static final Object UNREAD = new Object();

    private final Class<?> type;
    private final RecordAccess access;
    private final String[] names;
    private final byte[][] keys;
    private final String[] places;
    private final boolean[] optional;
    private final Shape[] shapes;
    private final Map<String, Integer> indexes = new HashMap<>();

    RecordShape(Class<?> type, RecordAccess access) {
        this.type = type;
        this.access = access;
        RecordComponent[] components = type.getRecordComponents();
        names = new String[components.length];
        keys = new byte[components.length][];
        places = new String[components.length];
        optional = new boolean[components.length];
        shapes = new Shape[components.length];
        for (int i = 0; i < components.length; i++) {
            names[i] = components[i].getName();
            keys[i] = encoded(names[i]);
            places[i] = place(components[i]);
            optional[i] = components[i].getType() == Optional.class;
            indexes.put(names[i], i);
        }
    }

    static String place(RecordComponent component) {
        return "component '" + component.getName() + "' of "
                + component.getDeclaringRecord().getName();
    }

    static byte[] encoded(String text) {
        var out = new CborOutput(CborLimits.DEFAULT);
        out.writeText(text);
        return out.toByteArray();
    }

    /** Says how the component at an index is written; needed for each of them before the first use. */
    void link(int index, Shape shape) {
        shapes[index] = shape;
    }

    @Override
    void writeValue(CborOutput out, Object value) {
        @Nullable Object[] parts = parts(out, value);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            count += leftOut(i, parts[i]) ? 0 : 1;
        }
        out.enterMap(count);
        out.charge(parts.length - count);
        for (int i = 0; i < parts.length; i++) {
            if (!leftOut(i, parts[i])) {
                out.place(places[i]);
                out.writeEncoded(keys[i]);
                shapes[i].write(out, parts[i]);
            }
        }
        out.leave();
    }

    private boolean leftOut(int index, @Nullable Object part) {
        return optional[index] && part instanceof Optional<?> option && option.isEmpty();
    }

    private @Nullable Object[] parts(CborOutput out, Object value) {
        var parts = new @Nullable Object[shapes.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                parts[i] = (Object) access.accessors().get(i).invokeExact(value);
            } catch (VirtualMachineError e) {
                throw e;
            } catch (Throwable e) {
                throw Faults.refused(out.place(), "the accessor " + type.getName() + "." + names[i] + "()", e);
            }
        }
        return parts;
    }

    @Override
    Object readValue(CborInput in) {
        int count = in.enterMap();
        var parts = new @Nullable Object[shapes.length];
        Arrays.fill(parts, UNREAD);
        int next = 0;
        for (int i = 0; i < count; i++) {
            int index = next < keys.length && in.tryEncoded(keys[next]) ? next : indexOf(in);
            in.place(places[index]);
            if (parts[index] != UNREAD) {
                throw Faults.malformed(in.place(), "comes twice");
            }
            parts[index] = shapes[index].read(in);
            next = index + 1;
        }
        in.leave();
        in.charge(parts.length - count);
        fillIn(parts);
        return make(parts);
    }

    private int indexOf(CborInput in) {
        in.place(type.getName());
        String name = in.readText();
        Integer index = indexes.get(name);
        if (index == null) {
            String text = "there is no component '" + Faults.printable(name)
                    + "'; the sender has another version of the record, in which only an "
                    + "empty Optional would be left out";
            throw Faults.mismatch(in.place(), text);
        }
        return index;
    }

    private void fillIn(@Nullable Object[] parts) {
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] == UNREAD) {
                if (!optional[i]) {
                    throw Faults.mismatch(places[i], "is missing; only an Optional may be");
                }
                parts[i] = Optional.empty();
            }
        }
    }

    private Object make(@Nullable Object[] parts) {
        try {
            return (Object) access.constructor().invokeExact(parts);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw Faults.refused(type.getName(), "its constructor", e);
        }
    }
}
