package io.sparkactor.benchmarks.backlog;

import io.sparkactor.benchmarks.measure.Finish;
import java.util.concurrent.CountDownLatch;

/**
 * A mailbox that is filled while its actor waits at a gate, and then emptied. The actor calls {@link #gate} and {@link #work}; the rest
 * is for the thread that sends.
 */
final class Round {

    private final int length;
    private final Finish reached = new Finish(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final Finish emptied = new Finish(1);
    private long expected;
    private long begun;
    private long ended;

    /** A round of so many messages. */
    Round(int length) {
        this.length = length;
    }

    /** Waits in the handler until the mailbox is full. */
    void gate() {
        reached.reached();
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the gate", e);
        }
        begun = System.nanoTime();
    }

    /** Handles a message. */
    void work(long number) {
        emptied.expect(expected++, number);
        if (expected == length) {
            ended = System.nanoTime();
            emptied.reached();
        }
    }

    /** Waits until the actor waits. */
    void awaitGate() {
        reached.await();
    }

    /** Lets the actor go, and waits until all is handled; nanoseconds since it went on. */
    long empty() {
        open.countDown();
        emptied.await();
        return ended - begun;
    }
}
