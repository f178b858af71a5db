package io.sparkactor;

/** No message arrived at an inbox in time. */
public final class ReceiveTimeoutException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** Called by the runtime. */
    public ReceiveTimeoutException(String message) {
        super(message, null);
    }
}
