/**
 * Whole syndicates that run as a seed decides, in virtual time: for finding the order of events that breaks a protocol, and for
 * repeating it.
 *
 * <p>For tests; users need {@link io.sparkactor.testkit.simulation.Simulation}. Thread rule: one thread of a simulated world runs at a
 * time, and has the baton; nearly all state is guarded by that. Read {@link io.sparkactor.testkit.simulation.Simulation} first, then
 * {@code World} and {@code Baton}.
 */
@NullMarked
package io.sparkactor.testkit.simulation;

import org.jspecify.annotations.NullMarked;
