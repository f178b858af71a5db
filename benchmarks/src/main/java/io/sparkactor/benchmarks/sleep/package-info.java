/**
 * The workload of {@link io.sparkactor.benchmarks.Sleepers} for Spark and for Pekko.
 *
 * <p>For that benchmark only; driven by one thread. Read {@link io.sparkactor.benchmarks.sleep.SparkSleepers} beside {@link
 * io.sparkactor.benchmarks.sleep.PekkoSleepers}.
 */
@NullMarked
package io.sparkactor.benchmarks.sleep;

import org.jspecify.annotations.NullMarked;
