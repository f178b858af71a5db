/**
 * The syndicate's side of an actor in a process: the executor that core knows, over a child JVM from the pool.
 *
 * <p>Found by core through the service loader. Thread rule: each class states its own. Read {@link
 * io.sparkactor.process.internal.host.ProcessExecutor} first, then {@link io.sparkactor.process.internal.host.Handles}.
 */
@NullMarked
package io.sparkactor.process.internal.host;

import org.jspecify.annotations.NullMarked;
