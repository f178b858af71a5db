package io.sparkactor;

import java.util.Objects;

/**
 * In which system of a {@link Federation} an actor is to live; given to {@link Syndicate#createActor(ActorSpec, Placement)}. Immutable.
 *
 * <pre>{@code
 * syndicate.createActor(ActorSpec.of(Painter.class).requiring("gpu", true), Placement.auto());
 * }</pre>
 */
public sealed interface Placement {

    /** In this system, whatever it requires. */
    static Placement local() {
        return new Local();
    }

    /**
     * In this system if it has all that the spec {@linkplain ActorSpec#requiring requires}; else in a live member that has, and {@linkplain
     * FederationConfig#host hosts} the class: of several, where the fewest actors were placed.
     */
    static Auto auto() {
        return new Auto(false);
    }

    /** In that system, which must have all that the spec requires. */
    static On on(SystemId system) {
        return new On(system, false);
    }

    /** See {@link Placement#local}. */
    record Local() implements Placement {}

    /**
     * See {@link Placement#auto}.
     *
     * @param ends whether the actor ends with the membership of this system
     */
    record Auto(boolean ends) implements Placement {

        /**
         * The actor is stopped when this system is a member no more, where it lives: after it has left, closed, or been lost for as long as
         * that takes to show. Without this it lives on.
         */
        public Auto tied() {
            return new Auto(true);
        }
    }

    /**
     * See {@link Placement#on}.
     *
     * @param system where
     * @param ends whether the actor ends with the membership of this system
     */
    record On(SystemId system, boolean ends) implements Placement {

        /** Checks the parts. */
        public On {
            Objects.requireNonNull(system, "system");
        }

        /** As {@link Auto#tied}. */
        public On tied() {
            return new On(system, true);
        }
    }
}
