/**
 * The syndicate as users hold it: opening, inboxes, closing.
 *
 * <p>Stands on all other internal packages; none stands on it. Thread rule: thread-safe. Read
 * {@link io.sparkactor.internal.syndicate.LocalSyndicate} first, then {@link io.sparkactor.internal.syndicate.Closing}.
 */
@NullMarked
package io.sparkactor.internal.syndicate;

import org.jspecify.annotations.NullMarked;
