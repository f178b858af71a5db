package io.sparkactor.internal.executor;

import io.sparkactor.spi.ExecutorStep;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The death of an instance against the step that it is given: whichever comes first, the step fails. Thread-safe; steps begin and end by
 * one thread at a time.
 */
public final class Lifeline {

    private final AtomicReference<@Nullable Throwable> death = new AtomicReference<>();
    private volatile @Nullable ExecutorStep step;

    /** Of an instance that lives. */
    public Lifeline() {}

    /** The instance has died: a step that goes on fails; false if it had died before. */
    public boolean cut(Throwable cause) {
        if (!death.compareAndSet(null, Objects.requireNonNull(cause, "cause"))) {
            return false;
        }
        ExecutorStep going = step; // behind the death, as a step that begins looks for that when it can be seen here
        if (going != null) {
            going.failed(cause);
        }
        return true;
    }

    /** Why the instance has died; null while it lives. */
    @Nullable
    Throwable death() {
        return death.get();
    }

    /** A step begins. */
    public void begins(ExecutorStep begun) {
        step = begun;
        Throwable dead = death.get();
        if (dead != null) {
            begun.failed(dead);
        }
    }

    /** The step is over. */
    void ended() {
        step = null;
    }
}
