/**
 * Cells under jcstress: mailbox, turns, stopping and children against each other.
 *
 * <p>{@link io.sparkactor.concurrency.cell.SteppedSystem} lets the actors of a test play the threads that run turns, fire timers and
 * wait, so no test needs a thread of its own. Read it first, then {@link io.sparkactor.concurrency.cell.OfferVersusIdleTest}. Each class
 * runs alone: {@code java -cp … org.openjdk.jcstress.Main -t NameOfTheTest}.
 */
@NullMarked
package io.sparkactor.concurrency.cell;

import org.jspecify.annotations.NullMarked;
