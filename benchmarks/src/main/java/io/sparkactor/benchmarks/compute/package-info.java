/**
 * Savina's actors that share out a calculation: the calculating itself, the same for all frameworks.
 *
 * <p>For the benchmarks only. What each framework does stands in the subpackages, one small class for each workload. The classes here
 * know no actors. Each says how its result is checked. Read {@link io.sparkactor.benchmarks.compute.Integral} first, then {@link
 * io.sparkactor.benchmarks.compute.Board}.
 */
@NullMarked
package io.sparkactor.benchmarks.compute;

import org.jspecify.annotations.NullMarked;
