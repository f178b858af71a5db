package io.sparkactor.benchmarks.first;

import io.sparkactor.benchmarks.compare.Three;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Latencies;
import io.sparkactor.benchmarks.measure.Pacer;
import io.sparkactor.benchmarks.measure.ProcessorTime;
import io.sparkactor.benchmarks.suite.Framework;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends to an actor after it, and all around it, has been idle for a while, again and again. Driven by one thread. */
public final class FirstRun {

    /** What the median from tell to handler is called. */
    public static final String P50 = "from tell to handler, p50";

    /** What the processor time of the idle JVM is called. */
    public static final String IDLE = "processor time while idle, of one core";

    private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(20);
    /** The measured messages are too few to get their path compiled, which in a system that has run for a while it is. */
    private static final int COMPILED_AFTER = 20_000;

    private final Framework framework;
    private final Duration measured;
    private final Duration idle;
    private final Arrivals arrivals = new Arrivals();
    private final Latencies returned = new Latencies();
    private long sent;

    /** A run that sends for so long, and is then idle for so long. */
    public FirstRun(Framework framework, Duration measured, Duration idle) {
        this.framework = framework;
        this.measured = measured;
        this.idle = idle;
    }

    /** Measures. */
    public List<Figure> figures() throws InterruptedException {
        List<Figure> figures = new ArrayList<>();
        try (Sleeper sleeper = Three.of(
                framework,
                () -> new SparkSleeper(arrivals),
                () -> new PekkoSleeper(arrivals),
                () -> new ThreadSleeper(arrivals))) {
            for (int i = 0; i < COMPILED_AFTER; i++) {
                send(sleeper);
                arrivals.await(sent);
            }
            try (Pacer _ = Pacer.start("calls", QUIET, due -> send(sleeper))) {
                Thread.sleep(measured.dividedBy(10));
                arrivals.latencies().start();
                returned.start();
                Thread.sleep(measured);
            }
            arrivals.await(sent);
            figures.add(Figure.of("messages", arrivals.latencies().count(), ""));
            figures.addAll(Figure.micros("from tell to handler", arrivals.latencies(), 50, 99));
            figures.addAll(Figure.micros("tell returns after", returned, 50, 99));
            figures.add(Figure.of(IDLE, ProcessorTime.percentWhileIdle(idle), "%"));
        }
        return figures;
    }

    /** Called by one thread at a time. */
    private void send(Sleeper sleeper) {
        long now = System.nanoTime();
        sleeper.tell(now);
        returned.record(System.nanoTime() - now);
        sent++;
    }
}
