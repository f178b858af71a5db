package io.sparkactor.remote.internal.wire;

import io.sparkactor.TransportRefusal;
import org.jspecify.annotations.Nullable;

/** A handshake that was refused. The text is for people: it says what came, what was expected, and what to do. */
public final class HandshakeException extends Exception {

    private static final long serialVersionUID = 1L;

    private final TransportRefusal reason;

    /** With what it is counted as, and what is wrong with it. */
    public HandshakeException(TransportRefusal reason, String message) {
        this(reason, message, null);
    }

    HandshakeException(TransportRefusal reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What it is counted as. */
    public TransportRefusal reason() {
        return reason;
    }
}
