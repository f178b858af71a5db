package io.sparkactor;

/** Why an actor stopped. Immutable. */
public sealed interface ExitReason {

    /** It stopped itself, or somebody stopped it. */
    record Normal() implements ExitReason {}

    /**
     * A handler failed and supervision decided to stop it.
     *
     * @param cause what the handler threw
     */
    record Failed(Throwable cause) implements ExitReason {}

    /** Its parent stopped. */
    record ParentStopped() implements ExitReason {}

    /** Its syndicate closed. */
    record SyndicateClosed() implements ExitReason {}
}
