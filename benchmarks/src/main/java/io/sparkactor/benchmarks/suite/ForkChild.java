package io.sparkactor.benchmarks.suite;

import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.rate.Contender;
import java.util.ArrayList;
import java.util.List;

/** The child JVM of the message rates: one contender, one workload. Confined to the main thread. */
public final class ForkChild {

    private ForkChild() {}

    /** Prints nanoseconds per operation, a line for each measured iteration. */
    public static void main(String[] args) {
        List<String> arguments = List.of(args);
        Framework framework = Framework.valueOf(arguments.get(0));
        Workload workload = Workload.valueOf(arguments.get(1));
        Effort effort = Effort.parse(arguments.subList(2, arguments.size()));
        run(framework, workload, effort).forEach(nanos -> ChildJvm.result(Double.toString(nanos)));
    }

    /** Runs a fork in this JVM: nanoseconds per operation, of each measured iteration. */
    public static List<Double> run(Framework framework, Workload workload, Effort effort) {
        long operations = workload.round(effort.divisor());
        List<Double> nanos = new ArrayList<>();
        try (Contender contender = framework.open(workload)) {
            Iteration.run(contender, operations, effort.warmUp());
            for (int i = 0; i < effort.iterations(); i++) {
                nanos.add(Iteration.run(contender, operations, effort.iteration()));
            }
        }
        return nanos;
    }
}
