package io.sparkactor.benchmarks.measure;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Calls something at fixed moments, whether or not what it started before has ended: an open loop, so that a stall is felt by all
 * that were due in it. It is itself at the mercy of the operating system; {@link #lateness} says how late it was.
 *
 * <p>A platform thread. {@link #close} is for any thread.
 */
public final class Pacer implements AutoCloseable {

    private final Latencies lateness = new Latencies();
    private final Thread thread;
    private volatile boolean ended;

    private Pacer(String name, long periodNanos, LongConsumer action) {
        thread = Thread.ofPlatform().daemon().name("pacer-" + name).unstarted(() -> run(periodNanos, action));
    }

    /**
     * Starts a pacer.
     *
     * @param action gets the moment at which it was due, on the scale of {@link System#nanoTime}
     */
    public static Pacer start(String name, long periodNanos, LongConsumer action) {
        Pacer pacer = new Pacer(name, periodNanos, action);
        pacer.lateness.start();
        pacer.thread.start();
        return pacer;
    }

    private void run(long periodNanos, LongConsumer action) {
        for (long due = System.nanoTime() + periodNanos; !ended; due += periodNanos) {
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            lateness.record(System.nanoTime() - due);
            action.accept(due);
        }
    }

    /** How late the calls were. */
    public Latencies lateness() {
        return lateness;
    }

    /** Whether it still runs; false if its action threw. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Ends it, and waits for the call that runs. */
    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
