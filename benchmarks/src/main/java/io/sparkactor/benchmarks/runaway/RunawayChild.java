package io.sparkactor.benchmarks.runaway;

import io.sparkactor.benchmarks.measure.ChildJvm;
import java.time.Duration;

/** The child JVM of the runaways: one scenario. Confined to the main thread. */
public final class RunawayChild {

    private static final Duration WARM_UP = Duration.ofSeconds(3);

    private RunawayChild() {}

    /** Prints the figures; the arguments are the scenario and the measured seconds. */
    public static void main(String[] args) throws InterruptedException {
        Duration measured = Duration.ofSeconds(Long.parseLong(args[1]));
        new RunawayRun(Scenario.valueOf(args[0]), WARM_UP, measured)
                .figures()
                .forEach(figure -> ChildJvm.result(figure.line()));
    }
}
