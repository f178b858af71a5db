package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Maps with texts for keys: a map, in the order of the map. What is read keeps it and cannot be changed. Immutable. */
final class TextMapShape extends Shape {

    private final Shape value;

    TextMapShape(Shape value) {
        this.value = value;
    }

    @Override
    void writeValue(CborOutput out, Object map) {
        List<Map.Entry<Object, Object>> entries = MapShape.copy(map);
        out.enterMap(entries.size());
        for (Map.Entry<Object, Object> entry : entries) {
            if (!(entry.getKey() instanceof String text)) {
                throw Faults.unsupported(out.place(), "a map with texts for keys has the key null");
            }
            out.writeText(text);
            value.write(out, entry.getValue());
        }
        out.leave();
    }

    @Override
    Object readValue(CborInput in) {
        int count = in.enterMap();
        var map = LinkedHashMap.<String, Object>newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            map.put(in.readText(), value.read(in));
            if (map.size() == i) {
                throw Faults.malformed(in.place(), "a key of a map comes twice");
            }
        }
        in.leave();
        return Collections.unmodifiableSequencedMap(map);
    }
}
