package io.sparkactor.benchmarks.memory;

import io.sparkactor.benchmarks.measure.ChildJvm;
import java.time.Duration;

/** The child JVM of the memory limit. Confined to the main thread. */
public final class FloodChild {

    private FloodChild() {}

    /** Prints the figures; the arguments are {@code consumer} or {@code inbox}, and the seconds. */
    public static void main(String[] args) throws InterruptedException {
        Flood flood = new Flood(Duration.ofSeconds(Long.parseLong(args[1])));
        (args[0].equals("consumer") ? flood.consumer() : flood.inbox())
                .forEach(figure -> ChildJvm.result(figure.line()));
    }
}
