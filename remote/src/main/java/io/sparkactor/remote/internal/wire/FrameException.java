package io.sparkactor.remote.internal.wire;

import io.sparkactor.TransportRefusal;

/** A frame that is not what it must be. The connection that brought it cannot be used any more. The text is for people. */
public final class FrameException extends Exception {

    private static final long serialVersionUID = 1L;

    private final TransportRefusal reason;

    /** For bytes that cannot be read; with what is wrong with them. */
    public FrameException(String message) {
        this(TransportRefusal.MALFORMED, message);
    }

    /** For bytes that cannot be read; with what is wrong with them, and what found it. */
    public FrameException(String message, Throwable cause) {
        this(TransportRefusal.MALFORMED, message, cause);
    }

    /** With what it is counted as, and what is wrong with the frame. */
    public FrameException(TransportRefusal reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** With what it is counted as, what is wrong with the frame, and what found it. */
    public FrameException(TransportRefusal reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What it is counted as. */
    public TransportRefusal reason() {
        return reason;
    }
}
