package io.sparkactor.benchmarks.rate;

import io.sparkactor.benchmarks.measure.ChildJvm;

/** The child JVM of the message rates: one contender, one workload. Confined to the main thread. */
public final class RateChild {

    private RateChild() {}

    /** Prints nanoseconds per operation, a line for each measured iteration. */
    public static void main(String[] args) {
        Framework framework = Framework.valueOf(args[0]);
        Workload workload = Workload.valueOf(args[1]);
        long operations = Long.parseLong(args[2]);
        int warmUps = Integer.parseInt(args[3]);
        int measured = Integer.parseInt(args[4]);
        try (Contender contender = framework.open(workload)) {
            for (int i = 0; i < warmUps + measured; i++) {
                double nanos = Iteration.run(contender, operations);
                if (i >= warmUps) {
                    ChildJvm.result(Double.toString(nanos));
                }
            }
        }
    }
}
