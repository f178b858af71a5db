package io.sparkactor.agent.limit;

import io.sparkactor.Request;
import java.time.Duration;

/** What a {@link RateLimiter} understands. Immutable. */
public sealed interface RateCommand {

    /**
     * Asks for leave to make one request. The reply comes when there is room, in the order of the asks: how long it took.
     *
     * @param tokens how many the request may use, zero or more; more than the limit of a minute counts as that
     */
    record Acquire(long tokens) implements RateCommand, Request<RateCommand, Duration> {

        /**
         * Checks the value.
         *
         * @throws IllegalArgumentException if {@code tokens} is negative
         */
        public Acquire {
            if (tokens < 0) {
                throw new IllegalArgumentException("tokens must not be negative: " + tokens);
            }
        }
    }

    /**
     * The provider takes no more requests for a while: nobody gets leave before.
     *
     * @param delay for how long; more than a day counts as a day, after which the provider may say so again
     */
    record Pause(Duration delay) implements RateCommand {}

    /** Time has passed. */
    enum Tick implements RateCommand {
        /** The only one. */
        TICK
    }
}
