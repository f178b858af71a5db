package io.sparkactor.benchmarks.agent;

import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Warnings;

/** The child JVM of the soak. Confined to the main thread. */
public final class SoakChild {

    private static final int WARM_UP_PART = 5;

    private SoakChild() {}

    /** Prints the figures; the arguments are how many turns, and how many restarts. */
    public static void main(String[] args) throws Exception {
        int turns = Integer.parseInt(args[0]);
        int restarts = Integer.parseInt(args[1]);
        try (var _ = new Warnings(); // each restart and each fault has its words
                var run = new SoakRun()) {
            run.turns(turns / WARM_UP_PART, restarts / WARM_UP_PART);
            Footprint before = run.atRest();
            long begun = System.nanoTime();
            SoakRun.Outcome outcome = run.turns(turns, restarts);
            double seconds = (System.nanoTime() - begun) / 1e9;
            Footprint after = run.atRest();
            outcome.figures(seconds).forEach(figure -> ChildJvm.result(figure.line()));
            after.since(before).forEach(figure -> ChildJvm.result(figure.line()));
        }
    }
}
