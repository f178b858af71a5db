/**
 * The child JVM of {@link io.sparkactor.benchmarks.FirstMessage}.
 *
 * <p>For that benchmark only; driven by one thread. Read {@link io.sparkactor.benchmarks.first.FirstRun} first, then {@link
 * io.sparkactor.benchmarks.first.SparkSleeper} beside {@link io.sparkactor.benchmarks.first.PekkoSleeper}.
 */
@NullMarked
package io.sparkactor.benchmarks.first;

import org.jspecify.annotations.NullMarked;
