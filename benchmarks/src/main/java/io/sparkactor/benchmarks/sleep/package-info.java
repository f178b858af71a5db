/**
 * The child JVM of {@link io.sparkactor.benchmarks.Sleepers}.
 *
 * <p>For that benchmark only; driven by one thread. Read {@link io.sparkactor.benchmarks.sleep.SleepChild}, then {@link
 * io.sparkactor.benchmarks.rate.spark.SparkSleepers} beside {@link io.sparkactor.benchmarks.rate.pekko.PekkoSleepers}.
 */
@NullMarked
package io.sparkactor.benchmarks.sleep;

import org.jspecify.annotations.NullMarked;
