package io.sparkactor.benchmarks.outside;

import io.sparkactor.benchmarks.compare.Three;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Latencies;
import io.sparkactor.benchmarks.suite.Framework;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/** Threads outside of actors ask an actor again and again, first a platform thread, then a virtual one. Driven by one thread. */
public final class AskRun {

    private final Framework framework;
    private final Duration warmUp;
    private final Duration measured;

    /** A run in which each kind of thread asks for so long. */
    public AskRun(Framework framework, Duration warmUp, Duration measured) {
        this.framework = framework;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /** Measures. */
    public List<Figure> figures() throws Exception {
        List<Figure> figures = new ArrayList<>();
        try (Echo echo = Three.of(framework, SparkEcho::new, PekkoEcho::new, ThreadEcho::new)) {
            figures.addAll(ask("ask by a platform thread", Thread.ofPlatform(), echo));
            figures.addAll(ask("ask by a virtual thread", Thread.ofVirtual(), echo));
        }
        return figures;
    }

    private List<Figure> ask(String what, Thread.Builder kind, Echo echo) throws Exception {
        Latencies latencies = new Latencies();
        FutureTask<Double> asking = new FutureTask<>(() -> {
            ask(echo, latencies, warmUp);
            latencies.start();
            return ask(echo, latencies, measured);
        });
        kind.name("asker").start(asking);
        List<Figure> figures = new ArrayList<>(List.of(Figure.of(what, asking.get(), "ns")));
        figures.addAll(Figure.micros(what, latencies, 50, 99));
        return figures;
    }

    /** Asks for so long; nanoseconds per ask. */
    private static double ask(Echo echo, Latencies latencies, Duration time) throws Exception {
        long count = 0;
        long start = System.nanoTime();
        long before = start;
        do {
            long answer = echo.ask(count);
            long now = System.nanoTime();
            latencies.record(now - before);
            before = now;
            if (answer != count++) {
                throw new IllegalStateException("the answer to " + (count - 1) + " is " + answer);
            }
        } while (before - start < time.toNanos());
        return (double) (before - start) / count;
    }
}
