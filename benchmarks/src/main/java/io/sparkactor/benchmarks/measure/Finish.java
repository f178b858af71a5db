package io.sparkactor.benchmarks.measure;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where the actors of any contender say that the work is done, or that it went wrong; the same for all. Thread-safe. */
public final class Finish {

    private static final long PATIENCE_SECONDS = 120;

    private final CountDownLatch open;
    private volatile @Nullable String fault;

    /** Reached when so many have said so. */
    public Finish(int parties) {
        open = new CountDownLatch(parties);
    }

    /** Somebody has done its part. */
    public void reached() {
        open.countDown();
    }

    /** Checks the order of messages: says what went wrong, and ends the wait, if the numbers differ. */
    public void expect(long expected, long actual) {
        if (expected != actual) {
            failed("message " + actual + " came where " + expected + " was due");
        }
    }

    /** Checks a result: says what went wrong, and ends the wait, if it is not as it should be. */
    public void check(boolean right, String otherwise) {
        if (!right) {
            failed(otherwise);
        }
    }

    private void failed(String what) {
        fault = what;
        while (open.getCount() > 0) {
            open.countDown();
        }
    }

    /**
     * Waits until all have done their part.
     *
     * @throws IllegalStateException if something went wrong, or nothing happens for two minutes
     */
    public void await() {
        try {
            if (!open.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the work was not done after " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the end of the work", e);
        }
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
    }
}
