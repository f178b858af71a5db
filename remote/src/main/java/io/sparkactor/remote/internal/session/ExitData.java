package io.sparkactor.remote.internal.session;

import io.sparkactor.RestartLimit;
import io.sparkactor.remote.internal.session.FailureCause.Threw;
import io.sparkactor.remote.internal.session.SessionFrame.Sender;

/** Why an actor has stopped: an {@link io.sparkactor.ExitReason} without refs and exceptions. Immutable. */
public sealed interface ExitData {

    /** The reasons that say all with their name. Its place is its code on the wire. */
    enum Plain implements ExitData {
        /** It was stopped, or has stopped itself. */
        NORMAL,
        /** Its parent has stopped. */
        PARENT_STOPPED,
        /** Its syndicate has closed. */
        SYNDICATE_CLOSED,
        /** There is nobody of that id. */
        NO_ACTOR
    }

    /**
     * The way to it is lost.
     *
     * @param why why; cut off where it is longer than a text of {@link Threw}
     */
    record Unreachable(String why) implements ExitData {

        /** Cuts off what is too long. */
        public Unreachable {
            why = Threw.cut(why);
        }
    }

    /**
     * A handler has failed.
     *
     * @param escalated whether its parent was to fail with it
     * @param thrown what was thrown
     */
    record Failed(boolean escalated, Threw thrown) implements ExitData {}

    /**
     * It has failed once more than it may.
     *
     * @param limit how often it may
     * @param thrown what was thrown last
     */
    record RestartedTooOften(RestartLimit limit, Threw thrown) implements ExitData {}

    /**
     * An actor that it was linked with has stopped.
     *
     * @param origin the one that stopped first
     * @param reason why that one did; not a {@code Linked} itself
     */
    record Linked(Sender origin, ExitData reason) implements ExitData {

        /**
         * Checks the reason.
         *
         * @throws IllegalArgumentException if it is a {@code Linked}
         */
        public Linked {
            if (reason instanceof Linked) {
                throw new IllegalArgumentException("the first to stop has not stopped for a link");
            }
        }
    }
}
