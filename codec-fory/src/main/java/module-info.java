/**
 * A faster codec for sessions between Java systems that trust each other, on Apache Fory.
 *
 * <p>Read {@link io.sparkactor.codec.fory} first. It needs Spark's core and Apache Fory.
 */
@org.jspecify.annotations.NullMarked
module io.sparkactor.codec.fory {
    requires static org.jspecify;
    requires transitive io.sparkactor;
    requires org.apache.fory.core;
    requires jdk.unsupported; // Fory needs it, and does not say so

    exports io.sparkactor.codec.fory;
}
