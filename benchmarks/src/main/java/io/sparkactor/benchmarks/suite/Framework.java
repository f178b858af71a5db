package io.sparkactor.benchmarks.suite;

import io.sparkactor.benchmarks.rate.Contender;
import java.util.Objects;

/** Who runs the workload, with which settings. Immutable. */
public enum Framework {
    /** Spark with default options. */
    SPARK("Spark", (sides, size) -> sides.spark().apply(size)),
    /** Pekko with default settings. */
    PEKKO("Pekko default", pekko("")),
    /** Pekko with longer turns. */
    PEKKO_64("Pekko throughput 64", pekko("pekko.actor.default-dispatcher.throughput = 64")),
    /** Pekko with longer turns and two threads instead of its usual eight or more. */
    PEKKO_2_64("Pekko 2 threads, throughput 64", pekko("""
            pekko.actor.default-dispatcher.throughput = 64
            pekko.actor.default-dispatcher.fork-join-executor { parallelism-min = 2, parallelism-max = 2 }
            """)),
    /** Pekko with a dispatcher named "blocking" on virtual threads, its best setting for handlers that block. */
    PEKKO_VIRTUAL(
            "Pekko virtual threads",
            pekko("blocking { type = Dispatcher, executor = virtual-thread-executor, throughput = 1 }")),
    /** No framework: a virtual thread and a queue for each actor. */
    THREADS(
            "virtual thread per actor",
            (sides, size) -> Objects.requireNonNull(sides.threads()).apply(size));

    private interface Opening {
        Contender open(Sides sides, int size);
    }

    private final String text;
    private final Opening opening;

    Framework(String text, Opening opening) {
        this.text = text;
        this.opening = opening;
    }

    private static Opening pekko(String settings) {
        return (sides, size) -> sides.pekko().open(settings, size);
    }

    /** The framework and its settings in words. */
    public String text() {
        return text;
    }

    /** Whether it is Pekko, with whatever settings. */
    public boolean isPekko() {
        return this != SPARK && this != THREADS;
    }

    /** Opens this framework with the actors of a workload. */
    public Contender open(Workload workload) {
        return open(workload, workload.size());
    }

    /** Opens this framework with so many actors of a workload. */
    public Contender open(Workload workload, int size) {
        return opening.open(workload.sides(), size);
    }
}
