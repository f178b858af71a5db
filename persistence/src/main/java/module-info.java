/**
 * What outlives the program.
 *
 * <p>{@link io.sparkactor.persistence.timer} keeps durable timers in a file. It needs Spark's core and the JDK.
 */
@org.jspecify.annotations.NullMarked
module io.sparkactor.persistence {
    requires static org.jspecify;
    requires transitive io.sparkactor;

    exports io.sparkactor.persistence.timer;
}
