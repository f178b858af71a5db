package io.sparkactor.remote.internal.wire;

import io.sparkactor.codec.cbor.internal.wire.Faults;
import io.sparkactor.spi.CodecException;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Says what to send instead of what the original does not take. Names classes, never contents. Stateless. */
final class Advice {

    private static final String RULE =
            " does not travel to the Python original, which takes plain values only (null, truth "
                    + "values, numbers, texts, byte arrays, lists, maps with texts for keys, refs and ids): ";

    private Advice() {}

    static CodecException notPlain(String place, Object value) {
        return Faults.unsupported(place, value.getClass().getName() + RULE + instead(value));
    }

    static CodecException keyIsNoText(String place, @Nullable Object key) {
        String what = key == null ? "null" : "a " + key.getClass().getName();
        return Faults.unsupported(place, "a map with " + what + " for a key" + RULE + "make each key a String");
    }

    private static String instead(Object value) {
        return switch (value) {
            case Record _ -> "send a Map with the names and values of its components";
            case Enum<?> _ -> "send its name()";
            case Collection<?> _ -> "send it as a List";
            case Number _ -> "send it as a double, or its toString()";
            case CharSequence _, Character _, TemporalAccessor _, TemporalAmount _ -> "send its toString()";
            case Throwable _ -> "send its class name and its message as texts";
            default -> "send a Map of what it holds, or its toString()";
        };
    }
}
