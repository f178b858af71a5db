package io.sparkactor;

/** The actor was told to stop while it waited in the framework, so the wait has ended. */
public final class ActorStoppedException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** Called by the runtime. */
    public ActorStoppedException(String message) {
        super(message, null);
    }
}
