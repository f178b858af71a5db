package io.sparkactor.benchmarks.load;

import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.suite.Framework;
import java.time.Duration;

/** The child JVM of the tell latencies: one contender. Confined to the main thread. */
public final class LoadChild {

    private static final Duration WARM_UP = Duration.ofSeconds(3);

    private LoadChild() {}

    /** Prints the figures; the arguments are the contender, for how many seconds, and how many messages a second, or 0 for its capacity. */
    public static void main(String[] args) throws InterruptedException {
        LoadRun run = new LoadRun(Framework.valueOf(args[0]), WARM_UP, Duration.ofSeconds(Long.parseLong(args[1])));
        long perSecond = Long.parseLong(args[2]);
        (perSecond == 0 ? run.capacity() : run.latencies(perSecond)).forEach(figure -> ChildJvm.result(figure.line()));
    }
}
