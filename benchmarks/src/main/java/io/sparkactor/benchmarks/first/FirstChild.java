package io.sparkactor.benchmarks.first;

import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.suite.Framework;
import java.time.Duration;

/** The child JVM of the first messages: one contender. Confined to the main thread. */
public final class FirstChild {

    private FirstChild() {}

    /** Prints the figures; the arguments are the contender, and for how many seconds it is sent to, and left idle. */
    public static void main(String[] args) throws InterruptedException {
        Duration measured = Duration.ofSeconds(Long.parseLong(args[1]));
        Duration idle = Duration.ofSeconds(Long.parseLong(args[2]));
        new FirstRun(Framework.valueOf(args[0]), measured, idle)
                .figures()
                .forEach(figure -> ChildJvm.result(figure.line()));
    }
}
