/**
 * What keeps agents within bounds: budgets, rates, prices and retries.
 *
 * <p>For applications. Budgets are thread-safe, the rate limiter is an actor, and everything else is immutable. Read {@link
 * io.sparkactor.agent.limit.Budget} and {@link io.sparkactor.agent.limit.RateLimiter} first.
 */
@NullMarked
package io.sparkactor.agent.limit;

import org.jspecify.annotations.NullMarked;
