/**
 * For tests of actors: what they send can be asserted on, and time can be set.
 *
 * <p>Failures are {@link java.lang.AssertionError}s, so that any test framework shows them. Each type states its own thread rule. Read
 * {@link io.sparkactor.testkit.TestProbe} first, then {@link io.sparkactor.testkit.ManualClock}. What one seed decides from the first
 * message to the last is in {@link io.sparkactor.testkit.simulation}.
 */
@NullMarked
package io.sparkactor.testkit;

import org.jspecify.annotations.NullMarked;
