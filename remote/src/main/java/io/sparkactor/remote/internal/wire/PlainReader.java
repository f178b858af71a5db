package io.sparkactor.remote.internal.wire;

import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads plain values: integers as {@code Long}, or {@code BigInteger} beyond it, floating point numbers of any width as {@code Double},
 * arrays and tuples as unmodifiable lists, maps with texts for keys as unmodifiable maps in order, and what {@link Specials} knows.
 *
 * <p>Confined to one thread and one envelope.
 */
final class PlainReader {

    private final CborInput in;
    private final Specials specials;

    PlainReader(CborInput in, Specials specials) {
        this.in = in;
        this.specials = specials;
    }

    @Nullable
    Object readValue() {
        if (in.tryNull()) {
            return null;
        }
        return switch (in.peek()) {
            case UNSIGNED, NEGATIVE, TAG -> number(in.readInteger());
            case BYTES -> in.readBytes();
            case TEXT -> in.readText();
            case ARRAY -> readList();
            case MAP -> specials.resolve(in.place(), readMap());
            case SIMPLE -> readSimple();
        };
    }

    private Object readSimple() {
        if (in.peekFloat()) {
            return in.readDouble();
        }
        return in.readBoolean();
    }

    private static Object number(BigInteger number) {
        if (number.bitLength() >= Long.SIZE) {
            return number;
        }
        return number.longValue();
    }

    private List<@Nullable Object> readList() {
        int count = in.enterArray();
        var list = new ArrayList<@Nullable Object>(count);
        for (int i = 0; i < count; i++) {
            list.add(readValue());
        }
        in.leave();
        return Collections.unmodifiableList(list);
    }

    /** A map as it stands there, whatever it stands for. */
    Map<String, @Nullable Object> readMap() {
        int count = in.enterMap();
        var map = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            map.put(in.readText(), readValue());
            if (map.size() == i) {
                throw Faults.malformed(in.place(), "a key of a map comes twice");
            }
        }
        in.leave();
        return Collections.unmodifiableMap(map);
    }
}
