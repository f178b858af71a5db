/**
 * What the workloads of {@link io.sparkactor.benchmarks.Suite} are made of: what a contender is, and what all of them share.
 *
 * <p>For the benchmarks only. What each framework does stands in the subpackages, one small class for each workload; {@code
 * io.sparkactor.benchmarks.suite} puts them side by side. A {@link io.sparkactor.benchmarks.rate.Contender} is driven by one thread.
 * Read it first, then {@link io.sparkactor.benchmarks.rate.Grain}.
 */
@NullMarked
package io.sparkactor.benchmarks.rate;

import org.jspecify.annotations.NullMarked;
