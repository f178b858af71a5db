/**
 * Savina's actors that share something and wait for one another, with Pekko.
 *
 * <p>For {@link io.sparkactor.benchmarks.suite.Workload} only; driven by one thread. A round begins with a message to the first actor,
 * which has made the others. Read {@link io.sparkactor.benchmarks.savina.pekko.PekkoSmokers} first.
 */
@NullMarked
package io.sparkactor.benchmarks.savina.pekko;

import org.jspecify.annotations.NullMarked;
