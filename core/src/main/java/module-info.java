/**
 * Spark for Java: actors as plain blocking code on virtual threads.
 *
 * <p>Applications use {@link io.sparkactor}, {@link io.sparkactor.troupe} for pools of workers, and {@link io.sparkactor.command} for
 * commands of the operating system; {@link io.sparkactor.spi} is for runtimes, transports and codecs. Everything else is internal and not
 * exported.
 */
@org.jspecify.annotations.NullMarked
module io.sparkactor {
    requires static org.jspecify;
    requires static jdk.jfr; // events for the flight recorder, where a JVM has it
    requires java.management;
    requires jdk.management;

    exports io.sparkactor;
    exports io.sparkactor.command;
    exports io.sparkactor.spi;
    exports io.sparkactor.troupe;

    uses io.sparkactor.spi.ExecutorProvider;
}
