package io.sparkactor;

/** A living actor has this name under the same parent. */
public final class ActorNameTakenException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** Called by the runtime. */
    public ActorNameTakenException(String message) {
        super(message, null);
    }
}
