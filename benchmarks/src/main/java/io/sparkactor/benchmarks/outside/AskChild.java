package io.sparkactor.benchmarks.outside;

import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.suite.Framework;
import java.time.Duration;

/** The child JVM of the asks from outside: one contender. Confined to the main thread. */
public final class AskChild {

    private AskChild() {}

    /** Prints the figures; the arguments are the contender, and for how many seconds each kind of thread warms up and is measured. */
    public static void main(String[] args) throws Exception {
        Duration warmUp = Duration.ofSeconds(Long.parseLong(args[1]));
        Duration measured = Duration.ofSeconds(Long.parseLong(args[2]));
        new AskRun(Framework.valueOf(args[0]), warmUp, measured)
                .figures()
                .forEach(figure -> ChildJvm.result(figure.line()));
    }
}
