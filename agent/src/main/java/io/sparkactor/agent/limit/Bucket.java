package io.sparkactor.agent.limit;

/** A bucket that fills by the minute. Confined to the turn of its limiter. */
final class Bucket {

    private static final double MINUTE_NANOS = 60e9;

    private final long perMinute;
    private final long capacity;
    private double level;
    private long filledNanos;

    /** A full bucket. */
    Bucket(long perMinute, long capacity, long nowNanos) {
        this.perMinute = perMinute;
        this.capacity = capacity;
        this.level = capacity;
        this.filledNanos = nowNanos;
    }

    /** How long until it holds so much, or is full; 0 if it does. */
    long waitNanos(long amount, long nowNanos) {
        if (perMinute == Long.MAX_VALUE) {
            return 0;
        }
        fill(nowNanos);
        double missing = Math.min(amount, capacity) - level;
        return missing <= 0 ? 0 : (long) Math.ceil(missing * MINUTE_NANOS / perMinute);
    }

    private void fill(long nowNanos) {
        level = Math.min(capacity, level + (nowNanos - filledNanos) * (double) perMinute / MINUTE_NANOS);
        filledNanos = nowNanos;
    }

    void take(long amount) {
        level -= Math.min(amount, capacity);
    }
}
