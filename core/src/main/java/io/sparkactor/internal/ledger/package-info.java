/**
 * The books: who counts what, so that nothing vanishes unseen.
 *
 * <p>Knows no actors. Thread rule: thread-safe, but for {@link io.sparkactor.internal.ledger.CounterCell}, which has a single writer.
 * Read {@link io.sparkactor.internal.ledger.LedgerBook} first.
 */
@NullMarked
package io.sparkactor.internal.ledger;

import org.jspecify.annotations.NullMarked;
