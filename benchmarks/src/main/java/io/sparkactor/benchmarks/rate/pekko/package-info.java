/**
 * The workloads with Pekko: idiomatic typed Java, with the same messages, the same checks and the same end as with Spark.
 *
 * <p>For {@link io.sparkactor.benchmarks.suite.Workload} only; driven by one thread. Read {@link
 * io.sparkactor.benchmarks.rate.pekko.PekkoPingPong} and {@link io.sparkactor.benchmarks.rate.pekko.PekkoSystem} first.
 */
@NullMarked
package io.sparkactor.benchmarks.rate.pekko;

import org.jspecify.annotations.NullMarked;
