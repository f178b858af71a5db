package io.sparkactor.remote.internal.session;

/** Ways to break a session on purpose: the simulation has to notice each. */
enum SessionTwin {
    /** Not broken. */
    NONE,
    /** After a cut, the first frame that has to be sent again is not. */
    RESENDS_FROM_ONE_TOO_LATE,
    /** A frame is settled when it comes; what a mailbox has not taken when the connection is cut is forgotten. */
    ACKNOWLEDGES_BEFORE_DELIVERY,
    /** What comes again is delivered again. */
    DOES_NOT_CHECK_FOR_DUPLICATES,
    /** One more than was settled is acknowledged. */
    ACKNOWLEDGES_BEYOND_WHAT_IT_HAS,
    /** Refusals are said on one connection, and not again on the next. */
    FORGETS_REFUSALS_WITH_THE_CONNECTION,
    /** What is refused is acknowledged as delivered. */
    SAYS_NOTHING_OF_REFUSALS
}
