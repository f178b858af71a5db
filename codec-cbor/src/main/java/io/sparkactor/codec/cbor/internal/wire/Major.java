package io.sparkactor.codec.cbor.internal.wire;

/** The eight kinds of CBOR items (RFC 8949, section 3.1), in the order of their numbers. Immutable. */
public enum Major {
    /** An integer from 0 up. */
    UNSIGNED("an integer"),
    /** An integer from -1 down. */
    NEGATIVE("an integer"),
    /** Bytes. */
    BYTES("a byte string"),
    /** UTF-8. */
    TEXT("a text"),
    /** Items one after the other. */
    ARRAY("an array"),
    /** Keys and values in turn. */
    MAP("a map"),
    /** A number that says what the next item means. */
    TAG("a tagged value"),
    /** Truth values, null, floating point. */
    SIMPLE("a simple value");

    private static final Major[] ALL = values();

    private final String text;

    Major(String text) {
        this.text = text;
    }

    /** The kind in the upper three bits of an item's first byte. */
    static Major of(int first) {
        return ALL[first >> 5 & 7];
    }

    /** The upper three bits. */
    int bits() {
        return ordinal() << 5;
    }

    /** For error texts: {@code an array}. */
    @Override
    public String toString() {
        return text;
    }
}
