package io.sparkactor.benchmarks.sleep;

import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.rate.Contender;
import io.sparkactor.benchmarks.suite.Framework;
import io.sparkactor.benchmarks.suite.Iteration;
import io.sparkactor.benchmarks.suite.Workload;
import java.time.Duration;

/** The child JVM of the sleepers: one contender. Confined to the main thread. */
public final class SleepChild {

    private SleepChild() {}

    /** Prints the milliseconds of each measured iteration. */
    public static void main(String[] args) {
        int count = Integer.parseInt(args[1]);
        int times = Integer.parseInt(args[2]);
        int warmUps = Integer.parseInt(args[3]);
        int measured = Integer.parseInt(args[4]);
        try (Contender contender = Framework.valueOf(args[0]).open(Workload.SLEEPERS, count)) {
            for (int i = 0; i < warmUps + measured; i++) {
                double millis = run(contender, (long) count * times);
                if (i >= warmUps) {
                    ChildJvm.result(Double.toString(millis));
                }
            }
        }
    }

    /** Runs a contender once; milliseconds from the first send to the end of the last of so many sleeps. */
    public static double run(Contender contender, long sleeps) {
        return Iteration.run(contender, sleeps, Duration.ZERO) * sleeps / 1e6;
    }
}
