package io.sparkactor;

import org.jspecify.annotations.Nullable;

/** Durable timers could not be read or written. What was to be changed is as it was, unless the text says otherwise. */
public final class TimerStoreException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** Called by stores. */
    public TimerStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
