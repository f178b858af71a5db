package io.sparkactor;

/** What becomes of an actor whose handler threw; see {@link Supervision}. */
public enum Directive {
    /** It stops. */
    STOP,
    /** It goes on with its next message, as if nothing had happened to its state. */
    RESUME,
    /** It goes on with a new instance: the same ref and mailbox, a fresh state. */
    RESTART,
    /** It stops, and its parent fails with the same cause, so that the strategy of the parent decides. */
    ESCALATE
}
