package io.sparkactor;

/** The thread was interrupted while it waited for a reply or a message; its interrupt flag is set again. */
public final class WaitInterruptedException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** Called by the runtime. */
    public WaitInterruptedException(String message) {
        super(message, null);
    }
}
