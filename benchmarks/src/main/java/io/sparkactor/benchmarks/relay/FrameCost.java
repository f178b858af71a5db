package io.sparkactor.benchmarks.relay;

import io.sparkactor.benchmarks.measure.ProcessorTime;
import io.sparkactor.remote.WebSocketRelay;

/** What the frames of a relay in this JVM cost, from one moment on to the last frame. Looks every 100 ms, on a thread of its own; thread-safe. */
public final class FrameCost {

    private static final long PERIOD_MILLIS = 100;

    private final WebSocketRelay relay;
    private final long warm;
    private Look first = new Look(0, 0, 0);
    private Look last = first;

    private record Look(long nanos, long processorNanos, long frames) {}

    /**
     * Begins to look.
     *
     * @param warm how many frames do not count
     */
    public FrameCost(WebSocketRelay relay, long warm) {
        this.relay = relay;
        this.warm = warm;
        Thread.ofPlatform().daemon().name("frame-cost").start(this::lookOn);
    }

    private void lookOn() {
        try {
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                look(new Look(
                        System.nanoTime(),
                        ProcessorTime.nanos(),
                        relay.figures().frames()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look(Look now) {
        if (first.frames() < warm) {
            first = now;
            last = now;
        } else if (now.frames() > last.frames()) {
            last = now;
        }
    }

    /** Processor time of this JVM for a frame; not a number if none counts. */
    public synchronized double microsPerFrame() {
        return (last.processorNanos() - first.processorNanos()) / 1e3 / (last.frames() - first.frames());
    }

    /** The same beside the time that has passed. */
    public synchronized double percentOfOneCore() {
        return 100.0 * (last.processorNanos() - first.processorNanos()) / (last.nanos() - first.nanos());
    }
}
