/**
 * The workloads of {@link io.sparkactor.benchmarks.MessageRate}, each written for Spark and for Pekko in the same way.
 *
 * <p>For that benchmark only. A {@link io.sparkactor.benchmarks.rate.Contender} is driven by one thread. Read {@link
 * io.sparkactor.benchmarks.rate.SparkPingPong} beside {@link io.sparkactor.benchmarks.rate.PekkoPingPong} first.
 */
@NullMarked
package io.sparkactor.benchmarks.rate;

import org.jspecify.annotations.NullMarked;
