/**
 * Savina's actors that share out a calculation, with Spark.
 *
 * <p>For {@link io.sparkactor.benchmarks.suite.Workload} only; driven by one thread. A round begins with a message to the first actor,
 * which has made the others or makes them. Read {@link io.sparkactor.benchmarks.compute.spark.SparkTrapezoid} first.
 */
@NullMarked
package io.sparkactor.benchmarks.compute.spark;

import org.jspecify.annotations.NullMarked;
