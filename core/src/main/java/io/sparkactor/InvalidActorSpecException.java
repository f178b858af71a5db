package io.sparkactor;

import org.jspecify.annotations.Nullable;

/** A spec cannot make an actor: the supplier gives null or a used instance, or the class has no fitting constructor. */
public final class InvalidActorSpecException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** Called by the runtime. */
    public InvalidActorSpecException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
