package io.sparkactor.internal.federation;

/** What a system tells its own steward; no other one can, as none of this travels. Immutable. */
sealed interface Order {

    /** To look at leases, and renew its own. */
    record Tick() implements Order {}

    /**
     * Somebody is a member now.
     *
     * @param outcome how it was joined
     * @param recalled whether the federation itself has called it again
     */
    record Admit(Handshake.Outcome outcome, boolean recalled) implements Order {}

    /** To tell all what this system says of itself. */
    record Announce() implements Order {}

    /** To take leave of all. */
    record Leave() implements Order {}
}
