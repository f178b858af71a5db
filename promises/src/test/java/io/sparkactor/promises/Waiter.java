package io.sparkactor.promises;

import io.sparkactor.testkit.Await;
import org.jspecify.annotations.Nullable;

/** The thread of a handler that is about to wait in the framework, as a test sees it. Thread-safe. */
final class Waiter {

    private volatile @Nullable Thread thread;

    /** Said by the handler, just before its wait. */
    void comes() {
        thread = Thread.currentThread();
    }

    /**
     * Waits until the handler waits for an answer: a turn does so without a time-out of its own, so that its thread is in another state
     * than in {@link Gate#await} or in a sleep.
     */
    void awaitWaiting() {
        Await.until("a handler that waits for an answer", Gate.PATIENCE, () -> {
            Thread seen = thread;
            return seen != null && seen.getState() == Thread.State.WAITING;
        });
    }
}
