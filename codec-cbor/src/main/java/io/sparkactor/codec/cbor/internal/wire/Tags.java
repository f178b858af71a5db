package io.sparkactor.codec.cbor.internal.wire;

/** The tags that are written; all others are refused. */
public final class Tags {

    /** An integer of more than 64 bits (RFC 8949). */
    public static final int POSITIVE_BIG = 2;

    /** An integer of more than 64 bits, negative (RFC 8949). */
    public static final int NEGATIVE_BIG = 3;

    /** A value with the name of its type in front: an array of the two (IANA registry, "serialised object with type name"). */
    public static final int TYPED = 27;

    private Tags() {}
}
