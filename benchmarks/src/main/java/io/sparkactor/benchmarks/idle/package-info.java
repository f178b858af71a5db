/**
 * The child JVM of {@link io.sparkactor.benchmarks.IdleActors}.
 *
 * <p>For that benchmark only; confined to the main thread. Read {@link io.sparkactor.benchmarks.idle.IdleChild}, then {@link
 * io.sparkactor.benchmarks.idle.IdleActor}.
 */
@NullMarked
package io.sparkactor.benchmarks.idle;

import org.jspecify.annotations.NullMarked;
