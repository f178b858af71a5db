package io.sparkactor.benchmarks.backlog;

import io.sparkactor.benchmarks.compare.Three;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Median;
import io.sparkactor.benchmarks.suite.Framework;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Fills a mailbox and lets it be emptied, again and again, each length for a while. Driven by one thread. */
public final class BacklogRun {

    private static final int LEAST_ROUNDS = 3;

    private final Framework framework;
    private final Duration measured;

    /** A run in which each length is measured for so long, after a warm-up of the same time. */
    public BacklogRun(Framework framework, Duration measured) {
        this.framework = framework;
        this.measured = measured;
    }

    /** What the time to handle a message is called. */
    public static String handling(int length) {
        return "handling of a message, %,d queued".formatted(length);
    }

    /** Measures each of these lengths. */
    public List<Figure> figures(List<Integer> lengths) {
        List<Figure> figures = new ArrayList<>();
        try (Hoarder hoarder = Three.of(framework, SparkHoarder::new, PekkoHoarder::new, ThreadHoarder::new)) {
            for (int length : lengths) {
                rounds(hoarder, length);
                List<Times> times = rounds(hoarder, length);
                figures.add(median(handling(length), times.stream().map(Times::handling), length));
                figures.add(median(
                        "sending of a message, %,d queued".formatted(length),
                        times.stream().map(Times::sending),
                        length));
            }
        }
        return figures;
    }

    private record Times(long sending, long handling) {}

    private List<Times> rounds(Hoarder hoarder, int length) {
        List<Times> times = new ArrayList<>();
        long start = System.nanoTime();
        while (times.size() < LEAST_ROUNDS || System.nanoTime() - start < measured.toNanos()) {
            times.add(round(hoarder, length));
        }
        return times;
    }

    private static Times round(Hoarder hoarder, int length) {
        Round round = new Round(length);
        hoarder.begin(round);
        round.awaitGate();
        long start = System.nanoTime();
        for (int i = 0; i < length; i++) {
            hoarder.tell(i);
        }
        return new Times(System.nanoTime() - start, round.empty());
    }

    private static Figure median(String what, Stream<Long> nanos, int length) {
        return Figure.of(
                what,
                Median.of(nanos.map(each -> (double) each / length).toList()).value(),
                "ns");
    }
}
