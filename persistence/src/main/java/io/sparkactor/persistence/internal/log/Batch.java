package io.sparkactor.persistence.internal.log;

import org.jspecify.annotations.Nullable;

/** Those records that reach stable storage together. Guarded by the lock of its {@link RecordLog}. */
final class Batch {

    private boolean ended;
    private @Nullable Throwable failure;

    /** They are there; or not, for this reason. */
    void end(@Nullable Throwable how) {
        ended = true;
        failure = how;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Why they are not there; null if they are. */
    @Nullable
    Throwable failure() {
        return failure;
    }
}
