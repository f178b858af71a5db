package io.sparkactor.promises;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A latch with a deadline: who waits in vain fails instead of hanging. Thread-safe. */
final class Gate {

    /** Far longer than anything here takes, even on a busy machine; reached only by a failing test. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch latch;

    Gate() {
        this(1);
    }

    /** A gate that opens after so many calls of {@link #open}. */
    Gate(int count) {
        latch = new CountDownLatch(count);
    }

    void open() {
        latch.countDown();
    }

    boolean isOpen() {
        return latch.getCount() == 0;
    }

    /** Waits until it is open. */
    void await() throws InterruptedException {
        if (!latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("nobody opened the gate in " + PATIENCE + "; it misses " + latch.getCount());
        }
    }

    /** Waits without giving in to an interrupt, which it forgets: for handlers that must stay where they are. */
    void awaitStubbornly() {
        while (true) {
            try {
                await();
                return;
            } catch (InterruptedException e) {
                // stays
                continue;
            }
        }
    }
}
