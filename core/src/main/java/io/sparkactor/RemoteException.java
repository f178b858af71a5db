package io.sparkactor;

import org.jspecify.annotations.Nullable;

/** A system could not be reached, or cannot be reached by others: a port in use, a wrong secret, an unknown host. */
public final class RemoteException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** Called by transports. */
    public RemoteException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
