/**
 * The steps of {@code internal.topics} and of the names in {@code internal.cell}, each with the hole that it closes.
 *
 * <p>For those who change the registry. Thread rule: the methods that jcstress calls each run on their own thread. Read
 * {@link io.sparkactor.concurrency.registry.JoinVersusStopTest} first, then
 * {@link io.sparkactor.concurrency.cell.SteppedSystem}.
 */
@NullMarked
package io.sparkactor.concurrency.registry;

import org.jspecify.annotations.NullMarked;
