package io.sparkactor.remote.internal.wire;

import org.jspecify.annotations.Nullable;

/** A handshake that was refused. The text is for people: it says what came, what was expected, and what to do. */
public final class HandshakeException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With what is wrong with it. */
    public HandshakeException(String message) {
        super(message);
    }

    HandshakeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
