package io.sparkactor.benchmarks.compare;

import io.sparkactor.benchmarks.suite.Framework;
import java.util.List;
import java.util.function.Supplier;

/** Spark and Pekko with default settings, and plain virtual threads. Stateless. */
public final class Three {

    /** All of them. */
    public static final List<Framework> ALL = List.of(Framework.SPARK, Framework.PEKKO, Framework.THREADS);

    private Three() {}

    /**
     * What this one of the three brings.
     *
     * @throws IllegalArgumentException if it is another
     */
    public static <T> T of(
            Framework framework,
            Supplier<? extends T> spark,
            Supplier<? extends T> pekko,
            Supplier<? extends T> threads) {
        return switch (framework) {
            case SPARK -> spark.get();
            case PEKKO -> pekko.get();
            case THREADS -> threads.get();
            default -> throw new IllegalArgumentException(framework + " is none of " + ALL);
        };
    }
}
