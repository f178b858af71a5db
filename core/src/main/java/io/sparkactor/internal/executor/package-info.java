/**
 * Actors whose instance lives outside of the turns: a proxy in the cell hands over each step and waits for its end.
 *
 * <p>For {@code internal.syndicate} and {@link io.sparkactor.spi.HostedActor} alone. Thread rule: each class states its own. Read
 * {@link io.sparkactor.internal.executor.ExecutorActor} first, then {@link io.sparkactor.internal.executor.ThreadExecutor}.
 */
@NullMarked
package io.sparkactor.internal.executor;

import org.jspecify.annotations.NullMarked;
