package io.sparkactor;

import org.jspecify.annotations.Nullable;

/** Something could not be watched: see {@link ActorContext#watch}, which has changed nothing then. */
public final class WatchException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** Called by the runtime. */
    public WatchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
