package io.sparkactor.benchmarks.measure;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;

/** Durations as they are measured, with three digits. Thread-safe; nothing is kept before {@link #start} and after {@link #stop}. */
public final class Latencies {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

    private final ConcurrentHistogram histogram = new ConcurrentHistogram(LONGEST, 3);
    private volatile boolean open;

    /** Keeps what is recorded from now on. */
    public void start() {
        open = true;
    }

    /** Forgets all that was kept, and goes on. */
    public void restart() {
        histogram.reset();
    }

    /** Keeps nothing more. */
    public void stop() {
        open = false;
    }

    /** Records a duration. */
    public void record(long nanos) {
        if (open) {
            keep(nanos);
        }
    }

    /** Records a duration that began while it was open. */
    public void keep(long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, LONGEST));
    }

    /** How many there are. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** A percentile in milliseconds; not a number if there are none. */
    public double millis(double percentile) {
        return micros(percentile) / 1e3;
    }

    /** A percentile in microseconds; not a number if there are none. */
    public double micros(double percentile) {
        return count() == 0 ? Double.NaN : histogram.getValueAtPercentile(percentile) / 1e3;
    }

    /** The longest in milliseconds; not a number if there are none. */
    public double longestMillis() {
        return count() == 0 ? Double.NaN : histogram.getMaxValue() / 1e6;
    }
}
