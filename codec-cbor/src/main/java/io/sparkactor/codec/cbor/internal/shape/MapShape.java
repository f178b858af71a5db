package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Maps with keys of any kind: an array of keys and values in turn, in the order of the map. What is read keeps it and cannot be
 * changed. Immutable.
 */
final class MapShape extends Shape {

    private final Shape key;
    private final Shape value;

    MapShape(Shape key, Shape value) {
        this.key = key;
        this.value = value;
    }

    @Override
    void writeValue(CborOutput out, Object map) {
        List<Map.Entry<Object, Object>> entries = MapShape.copy(map);
        out.enterArray(2 * entries.size());
        for (Map.Entry<Object, Object> entry : entries) {
            key.write(out, entry.getKey());
            value.write(out, entry.getValue());
        }
        out.leave();
    }

    /** The entries at one moment, so that as many are written as announced. */
    @SuppressWarnings("unchecked") // the entries are only read
    static List<Map.Entry<Object, Object>> copy(Object map) {
        return new ArrayList<>(((Map<Object, Object>) map).entrySet());
    }

    @Override
    Object readValue(CborInput in) {
        int count = in.enterArray();
        if (count % 2 != 0) {
            throw Faults.mismatch(
                    in.place(), "a map is an array of keys and values, so it cannot have " + count + " items");
        }
        var keys = new ArrayList<Object>(count / 2);
        var values = new ArrayList<Object>(count / 2);
        for (int i = 0; i < count; i += 2) {
            keys.add(key.read(in));
            values.add(value.read(in));
        }
        in.leave();
        Collisions.check(in.place(), keys);
        return join(in, keys, values);
    }

    private static Map<Object, Object> join(CborInput in, List<Object> keys, List<Object> values) {
        var map = LinkedHashMap.<Object, Object>newLinkedHashMap(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            map.put(keys.get(i), values.get(i));
        }
        if (map.size() != keys.size()) {
            throw Faults.malformed(in.place(), "a key of a map comes twice");
        }
        return Collections.unmodifiableSequencedMap(map);
    }
}
