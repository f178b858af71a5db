package io.sparkactor.promises.twins;

import org.jspecify.annotations.Nullable;

/** A twin cannot be read, applied, compiled or started. */
final class TwinException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TwinException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
