package io.sparkactor.benchmarks.memory;

import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import java.time.Duration;
import java.util.List;

/** The child JVM of the memory limit. Confined to the main thread. */
public final class FloodChild {

    private FloodChild() {}

    /** Prints the figures; the arguments are {@code consumer}, {@code inbox} or a {@link Bounded}, and the seconds. */
    public static void main(String[] args) throws InterruptedException {
        Flood flood = new Flood(Duration.ofSeconds(Long.parseLong(args[1])));
        List<Figure> figures = switch (args[0]) {
            case "consumer" -> flood.consumer();
            case "inbox" -> flood.inbox();
            default -> flood.consumer(Bounded.valueOf(args[0]));
        };
        figures.forEach(figure -> ChildJvm.result(figure.line()));
    }
}
