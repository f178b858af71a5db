package io.sparkactor.remote.internal.wire;

import io.sparkactor.codec.cbor.CborLimits;
import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of an envelope, in the order in which the original writes them. Immutable. */
enum EnvelopeKey {
    TYPE,
    TARGET,
    PAYLOAD,
    TARGET_INCARNATION,
    MESSAGE_ID,
    HEADERS,
    SENDER,
    DEADLINE,
    CORRELATION_ID,
    TRACE_ID;

    private static final EnvelopeKey[] ALL = values();
    private static final Map<String, EnvelopeKey> BY_TEXT =
            Arrays.stream(ALL).collect(Collectors.toUnmodifiableMap(key -> key.text, Function.identity()));

    private final String text = name().toLowerCase(Locale.ROOT);
    private final String place = "'" + text + "' of the envelope";
    private final byte[] encoded = encode(text);

    private static byte[] encode(String text) {
        var out = new CborOutput(CborLimits.DEFAULT);
        out.writeText(text);
        return out.toByteArray();
    }

    /** The key as it is written. */
    String text() {
        return text;
    }

    /** How many keys an envelope has when we write it. */
    static int count() {
        return ALL.length;
    }

    /** Writes it, and says that its value comes next. */
    void write(CborOutput out) {
        out.writeEncoded(encoded);
        out.place(place);
    }

    /**
     * Reads a key.
     *
     * @param index how many keys came before: where the original wrote the bytes, no text needs to be made
     * @return null for one that has no meaning here
     */
    static @Nullable EnvelopeKey read(CborInput in, int index) {
        if (index < ALL.length && in.tryEncoded(ALL[index].encoded)) {
            return ALL[index];
        }
        in.place("a key of the envelope");
        return BY_TEXT.get(in.readText());
    }

    /** For error texts. */
    String place() {
        return place;
    }
}
