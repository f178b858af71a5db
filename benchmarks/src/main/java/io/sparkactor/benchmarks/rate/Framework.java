package io.sparkactor.benchmarks.rate;

/** Who runs the workload, with which settings. Immutable. */
public enum Framework {
    /** Spark with default options. */
    SPARK("Spark", ""),
    /** Pekko with default settings. */
    PEKKO("Pekko default", ""),
    /** Pekko with longer turns. */
    PEKKO_64("Pekko throughput 64", "pekko.actor.default-dispatcher.throughput = 64"),
    /** Pekko with longer turns and two threads instead of its usual eight or more. */
    PEKKO_2_64("Pekko 2 threads, throughput 64", """
            pekko.actor.default-dispatcher.throughput = 64
            pekko.actor.default-dispatcher.fork-join-executor { parallelism-min = 2, parallelism-max = 2 }
            """);

    private final String text;
    private final String settings;

    Framework(String text, String settings) {
        this.text = text;
        this.settings = settings;
    }

    /** The framework and its settings in words. */
    public String text() {
        return text;
    }

    /** Opens this framework with the actors of a workload. */
    public Contender open(Workload workload) {
        boolean spark = this == SPARK;
        return switch (workload) {
            case PING_PONG -> spark ? new SparkPingPong() : new PekkoPingPong(settings);
            case RING -> spark ? new SparkRing() : new PekkoRing(settings);
            case FAN_IN -> spark ? new SparkFanIn() : new PekkoFanIn(settings);
        };
    }
}
