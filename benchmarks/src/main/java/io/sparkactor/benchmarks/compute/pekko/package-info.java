/**
 * Savina's actors that share out a calculation, with Pekko.
 *
 * <p>For {@link io.sparkactor.benchmarks.suite.Workload} only; driven by one thread. A round begins with a message to the first actor,
 * which has made the others or makes them. Read {@link io.sparkactor.benchmarks.compute.pekko.PekkoTrapezoid} first.
 */
@NullMarked
package io.sparkactor.benchmarks.compute.pekko;

import org.jspecify.annotations.NullMarked;
