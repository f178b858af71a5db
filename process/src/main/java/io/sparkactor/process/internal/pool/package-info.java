/**
 * The child JVMs of a syndicate: started ahead, lent to one actor at a time, watched, and ended with the syndicate at the latest.
 *
 * <p>For {@code internal.host} alone. Thread rule: each class states its own. Read {@link
 * io.sparkactor.process.internal.pool.ChildPool} first, then {@link io.sparkactor.process.internal.pool.Child}.
 */
@NullMarked
package io.sparkactor.process.internal.pool;

import org.jspecify.annotations.NullMarked;
