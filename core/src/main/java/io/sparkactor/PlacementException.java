package io.sparkactor;

import org.jspecify.annotations.Nullable;

/** An actor could not be placed. Its text says what to do. */
public final class PlacementException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** Why it could not. */
    public enum Reason {
        /** This syndicate was opened without a federation. */
        NOT_FEDERATED,
        /** The system that was named is no member just now. */
        UNKNOWN_MEMBER,
        /** The system that was named lacks something that the spec requires. */
        MISSING_CAPABILITY,
        /** No live member has all that the spec requires, and hosts its class. */
        NO_MEMBER,
        /** The spec cannot travel: it was made from a supplier, or has a part that is an object of this system. */
        NOT_PORTABLE,
        /** An argument of the constructor, or the whole, does not travel. */
        NOT_ENCODABLE,
        /** The member does not host the class. */
        NOT_HOSTED,
        /** The member hosts as many actors as it may. */
        AT_CAPACITY,
        /** An actor of that name lives there. */
        NAME_TAKEN,
        /** There, no constructor fitted, or the constructor or {@code preStart} threw. */
        CREATION_FAILED,
        /** The member does not count this system as one, or not yet again. */
        NOT_A_MEMBER,
        /**
         * What one of the two systems says makes no sense to the other one, as between different versions. It may be that the actor was
         * created.
         */
        MALFORMED,
        /** The way to the member was lost, or the member has closed. It may be that the actor was created. */
        UNREACHABLE,
        /** The member did not answer in time. It may be that the actor was created. */
        TIMED_OUT
    }

    private final Reason reason;

    /** Called by the runtime. */
    public PlacementException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why the actor could not be placed. */
    public Reason reason() {
        return reason;
    }
}
