package io.sparkactor.benchmarks.remote;

import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.measure.Latencies;
import io.sparkactor.benchmarks.measure.Median;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells and asks over one connection. Each figure is the median of some iterations behind a warm-up. Driven by one thread.
 *
 * @param near tells and asks
 * @param prefix what the figures begin with
 * @param warmUp how long each kind goes on before
 * @param iterations how many of each kind are measured
 * @param time how long each takes, at least
 * @param shorter how many times as short as usual rounds of tells are
 */
record RemoteRun(NearSide near, String prefix, Duration warmUp, int iterations, Duration time, int shorter) {

    /** The content of a small item and of a question, in bytes. */
    static final int SMALL = 100;

    private static final int LARGE = 10_000;

    private static final int SMALL_ROUND = 100_000;
    private static final int SMALL_WINDOW = 10_000;
    private static final int LARGE_ROUND = 5000;
    private static final int LARGE_WINDOW = 1000;

    /** Measures, and checks that all has arrived once and in order. */
    List<Figure> figures() throws Exception {
        List<Figure> figures = new ArrayList<>();
        Tells tells = new Tells();
        figures.add(tells.figure("tell of 100 B", SMALL, SMALL_ROUND, SMALL_WINDOW));
        figures.add(tells.figure("tell of 10 KB", LARGE, LARGE_ROUND, LARGE_WINDOW));
        figures.addAll(asks("ask by an actor", near::askAsActor));
        figures.addAll(asks("ask from outside", this::askFromOutside));
        long arrived = near.arrived();
        if (arrived != tells.sent) {
            throw new IllegalStateException(tells.sent + " items were sent, but " + arrived + " have arrived");
        }
        near.check();
        return figures;
    }

    /** Rounds of tells; the numbers of the items go on from one to the next, so that one too many in one shows in the next. */
    private final class Tells {

        private long sent;

        Figure figure(String what, int bytes, int count, int window) {
            iteration(warmUp, bytes, count, window);
            List<Double> nanos = new ArrayList<>();
            for (int i = 0; i < iterations; i++) {
                nanos.add(iteration(time, bytes, count, window));
            }
            return Figure.of(prefix + what, Median.of(nanos).value(), "ns");
        }

        private double iteration(Duration atLeast, int bytes, int count, int window) {
            long before = sent;
            long start = System.nanoTime();
            long taken;
            do {
                Burst burst = new Burst(sent, count / shorter, bytes, window, new Finish(1));
                near.tell(burst);
                burst.finish().await();
                sent = burst.end();
                taken = System.nanoTime() - start;
            } while (taken < atLeast.toNanos());
            return (double) taken / (sent - before);
        }
    }

    /** A way to ask again and again for so long. */
    private interface Asking {
        void ask(Duration time, Latencies latencies) throws Exception;
    }

    private List<Figure> asks(String what, Asking asking) throws Exception {
        asking.ask(warmUp, new Latencies());
        List<Double> middle = new ArrayList<>();
        List<Double> slow = new ArrayList<>();
        for (int i = 0; i < iterations; i++) {
            Latencies latencies = new Latencies();
            latencies.start();
            asking.ask(time, latencies);
            middle.add(latencies.micros(50));
            slow.add(latencies.micros(99));
        }
        return List.of(
                Figure.of(prefix + what + ", p50", Median.of(middle).value(), "µs"),
                Figure.of(prefix + what + ", p99", Median.of(slow).value(), "µs"));
    }

    private void askFromOutside(Duration asLong, Latencies latencies) throws Exception {
        long start = System.nanoTime();
        long before = start;
        for (long number = 0; before - start < asLong.toNanos(); number++) {
            answered(number, near.ask(number));
            long now = System.nanoTime();
            latencies.record(now - before);
            before = now;
        }
    }

    /** Checks an answer. */
    static void answered(long number, long answer) {
        if (answer != number) {
            throw new IllegalStateException("the answer to " + number + " is " + answer);
        }
    }
}
