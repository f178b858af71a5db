package io.sparkactor.benchmarks.suite;

import io.sparkactor.benchmarks.rate.Contender;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A workload as each framework runs it; the number is the {@linkplain Workload#size size} of the workload. Immutable.
 *
 * @param spark with Spark
 * @param pekko with Pekko
 * @param threads with plain virtual threads; null if they do not contend
 */
public record Sides(
        IntFunction<Contender> spark,
        PekkoSide pekko,
        @Nullable IntFunction<Contender> threads) {

    /** The Pekko side, which also needs to know how Pekko is to be configured. */
    @FunctionalInterface
    public interface PekkoSide {

        /** Opens it with settings that overrule Pekko's own. */
        Contender open(String settings, int size);
    }
}
