package io.sparkactor;

/** A receiver does not accept all messages of the type that somebody wants to send to it. */
public final class MessageTypeException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** Called by the runtime. */
    public MessageTypeException(String message) {
        super(message, null);
    }
}
