package io.sparkactor;

import org.jspecify.annotations.Nullable;

/** What the runtime throws. Each kind says what failed, for whom, and what to do next. */
public class SparkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For subclasses and the runtime. */
    protected SparkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
