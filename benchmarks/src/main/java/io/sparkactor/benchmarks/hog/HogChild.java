package io.sparkactor.benchmarks.hog;

import io.sparkactor.benchmarks.measure.ChildJvm;
import java.time.Duration;

/** The child JVM of the hogs. Confined to the main thread. */
public final class HogChild {

    private HogChild() {}

    /** Prints the figures; the arguments are how many hogs, and for how many seconds each kind of thread asks. */
    public static void main(String[] args) throws InterruptedException {
        int hogs = Integer.parseInt(args[0]);
        Duration each = Duration.ofSeconds(Long.parseLong(args[1]));
        new HogRun(hogs, each).figures().forEach(figure -> ChildJvm.result(figure.line()));
    }
}
