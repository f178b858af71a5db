package io.sparkactor.benchmarks.load;

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
import java.util.concurrent.locks.LockSupport;

/** Actors that work, and one thread that sends them their work in turn. Driven by one thread. */
public final class LoadRun {

    /** What the messages a second are called. */
    public static final String CAPACITY = "capacity";

    /** What the figure with the bar is called. */
    public static final String P999 = "from due to handler, p99.9";

    private static final int BURST = Servers.COUNT;
    private static final long MOST_AHEAD = 10_000;
    private static final long WAIT = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private final Framework framework;
    private final Duration warmUp;
    private final Duration measured;
    private final Work work = new Work();
    private long sent;

    /** A run of a contender that is measured for so long. */
    public LoadRun(Framework framework, Duration warmUp, Duration measured) {
        this.framework = framework;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /** Measures how many messages a second the actors handle of a sender that is faster, and waits when it is too far ahead. */
    public List<Figure> capacity() {
        try (Servers servers = servers()) {
            flood(servers, warmUp);
            double perSecond = flood(servers, measured);
            awaitAll();
            return List.of(Figure.of(CAPACITY, perSecond, "messages/s"));
        }
    }

    /** Messages a second. */
    private double flood(Servers servers, Duration time) {
        long before = work.done();
        long start = System.nanoTime();
        while (System.nanoTime() - start < time.toNanos()) {
            if (sent - work.done() > MOST_AHEAD) {
                LockSupport.parkNanos(WAIT);
            } else {
                for (int i = 0; i < BURST; i++) {
                    send(servers, start);
                }
            }
        }
        return (work.done() - before) * 1e9 / (System.nanoTime() - start);
    }

    /** Measures how late messages are handled of which so many are due each second, evenly. */
    public List<Figure> latencies(long perSecond) throws InterruptedException {
        try (Servers servers = servers()) {
            pace(servers, perSecond, warmUp);
            work.latencies().start();
            long cpu = ProcessorTime.nanos();
            Latencies lateness = pace(servers, perSecond, measured);
            double percent = 100.0 * (ProcessorTime.nanos() - cpu) / measured.toNanos();
            List<Figure> figures = new ArrayList<>();
            figures.add(Figure.of("messages", work.latencies().count(), ""));
            figures.addAll(Figure.micros("from due to handler", work.latencies(), 50, 99, 99.9, 100));
            figures.addAll(Figure.micros("of which the sender itself was late", lateness, 50, 99, 99.9, 100));
            figures.add(Figure.of("processor time, of one core", percent, "%"));
            return figures;
        }
    }

    /** Sends for so long, and waits until all is handled; how late the sender itself was. */
    private Latencies pace(Servers servers, long perSecond, Duration time) throws InterruptedException {
        Latencies lateness;
        long period = TimeUnit.SECONDS.toNanos(1) / perSecond;
        try (Pacer pacer = Pacer.start("jobs", period, due -> send(servers, due))) {
            lateness = pacer.lateness();
            Thread.sleep(time);
        }
        awaitAll();
        return lateness;
    }

    private Servers servers() {
        return Three.of(
                framework, () -> new SparkServers(work), () -> new PekkoServers(work), () -> new ThreadServers(work));
    }

    private void send(Servers servers, long due) {
        servers.tell((int) (sent++ % Servers.COUNT), due);
    }

    private void awaitAll() {
        long deadline = System.nanoTime() + PATIENCE;
        while (work.done() < sent) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("of " + sent + " messages only " + work.done() + " were handled");
            }
            LockSupport.parkNanos(WAIT);
        }
    }
}
