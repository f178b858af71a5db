/**
 * The workloads with Spark, through its public API as an ordinary user would write them.
 *
 * <p>For {@link io.sparkactor.benchmarks.suite.Workload} only; driven by one thread. Read {@link
 * io.sparkactor.benchmarks.rate.spark.SparkPingPong} beside {@link io.sparkactor.benchmarks.rate.pekko.PekkoPingPong} first.
 */
@NullMarked
package io.sparkactor.benchmarks.rate.spark;

import org.jspecify.annotations.NullMarked;
