package io.sparkactor.benchmarks.idle;

import io.sparkactor.benchmarks.measure.ChildJvm;
import java.time.Duration;

/** The child JVM of the idle actors. Confined to the main thread. */
public final class IdleChild {

    private IdleChild() {}

    /** Prints the figures; the arguments are how many actors, and for how many seconds they are watched. */
    public static void main(String[] args) throws InterruptedException {
        int count = Integer.parseInt(args[0]);
        Duration idle = Duration.ofSeconds(Long.parseLong(args[1]));
        new IdleRun(count, idle).figures().forEach(figure -> ChildJvm.result(figure.line()));
    }
}
