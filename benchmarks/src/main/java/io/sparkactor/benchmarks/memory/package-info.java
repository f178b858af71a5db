/**
 * The child JVM of {@link io.sparkactor.benchmarks.MemoryLimit}.
 *
 * <p>For that benchmark only; driven by one thread. Read {@link io.sparkactor.benchmarks.memory.Flood} and {@link
 * io.sparkactor.benchmarks.memory.FloodChild}.
 */
@NullMarked
package io.sparkactor.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
