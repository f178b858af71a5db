/**
 * Messages as CBOR, for what leaves the JVM: only records, enums and values of the JDK, and of those only types that were allowed.
 *
 * <p>Read {@link io.sparkactor.codec.cbor} first. It needs the JDK and Spark's core alone.
 */
@org.jspecify.annotations.NullMarked
module io.sparkactor.codec.cbor {
    requires static org.jspecify;
    requires transitive io.sparkactor;

    exports io.sparkactor.codec.cbor;
    exports io.sparkactor.codec.cbor.internal.wire to
            io.sparkactor.remote; // the envelopes of the Python original are plain CBOR, with no Java types in it
}
