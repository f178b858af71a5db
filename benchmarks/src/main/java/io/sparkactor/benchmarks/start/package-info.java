/**
 * The child JVMs of {@link io.sparkactor.benchmarks.StartUp}: the same trivial program, once with each contender, and once with none.
 *
 * <p>For that benchmark only; confined to the main thread. Read {@link io.sparkactor.benchmarks.start.Hello} first, then {@link
 * io.sparkactor.benchmarks.start.SparkHello} beside {@link io.sparkactor.benchmarks.start.PekkoHello}.
 */
@NullMarked
package io.sparkactor.benchmarks.start;

import org.jspecify.annotations.NullMarked;
