package io.sparkactor;

/** A method of an actor's context was called outside of the actor's turn. */
public final class NotInTurnException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** Called by the runtime. */
    public NotInTurnException(String message) {
        super(message, null);
    }
}
