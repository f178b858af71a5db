package io.sparkactor;

import org.jspecify.annotations.Nullable;

/** A system could not be joined. Its text says what to do. */
public final class FederationException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** Why it could not. */
    public enum Reason {
        /** No way leads there, or it was lost on the way. */
        UNREACHABLE,
        /** It did not answer in time. */
        TIMED_OUT,
        /** It takes part in no federation, or has left it. */
        NOT_FEDERATED,
        /** Only one of the two has a token, or they have different ones. */
        TOKEN_REFUSED,
        /** It is the Python original, which knows no federation of this kind. */
        NOT_JAVA,
        /** As many others as it answers at once want to join it just now. */
        BUSY,
        /** What it says makes no sense here: it is of another version, or no Spark. */
        MALFORMED
    }

    private final Reason reason;

    /** Called by the runtime. */
    public FederationException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why the system could not be joined. */
    public Reason reason() {
        return reason;
    }
}
