package io.sparkactor;

/** No running actor had the name in time. */
public final class ActorNotFoundException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** Called by the runtime. */
    public ActorNotFoundException(String message) {
        super(message, null);
    }
}
