package io.sparkactor;

/** An actor could not be created: its supplier or its {@code preStart} threw the cause. */
public final class ActorCreationException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** Called by the runtime. */
    public ActorCreationException(String message, Throwable cause) {
        super(message, cause);
    }
}
