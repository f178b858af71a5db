/**
 * For tests of actors: what they send can be asserted on, and time can be set.
 *
 * <p>Failures are {@link java.lang.AssertionError}s, so that any test framework shows them. Each type states its own thread rule. Read
 * {@link io.sparkactor.testkit.TestProbe} first, then {@link io.sparkactor.testkit.ManualClock}.
 */
@NullMarked
package io.sparkactor.testkit;

import org.jspecify.annotations.NullMarked;
