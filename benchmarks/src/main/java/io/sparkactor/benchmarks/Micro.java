package io.sparkactor.benchmarks;

import java.io.IOException;

/**
 * What do the parts of Spark cost alone: mailbox, hand-over, timer, ask, id, codec?
 *
 * <pre>{@code
 * ./spark bench Micro [PATTERN] [OPTIONS OF JMH]
 * }</pre>
 *
 * <p>Runs the classes of {@code io.sparkactor.benchmarks.micro} with JMH, two forks each unless {@code -f} says another number; {@code
 * -h} lists its options, {@code -l} the benchmarks. Such figures say where time goes; whether Spark is fast is for {@link Suite} to say.
 */
final class Micro {

    private Micro() {}

    /** Hands the arguments to JMH. */
    public static void main(String[] args) throws IOException {
        org.openjdk.jmh.Main.main(args);
    }
}
