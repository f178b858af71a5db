package io.sparkactor.remote.internal.wire;

/** A frame that is not what it must be. The connection that brought it cannot be used any more. The text is for people. */
public final class FrameException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With what is wrong with the frame. */
    public FrameException(String message) {
        super(message);
    }

    /** With what is wrong with the frame, and what found it. */
    public FrameException(String message, Throwable cause) {
        super(message, cause);
    }
}
