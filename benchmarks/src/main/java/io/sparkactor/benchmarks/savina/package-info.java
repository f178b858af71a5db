/**
 * Savina's actors that share something and wait for one another: what is calculated and kept there, the same for all frameworks.
 *
 * <p>For the benchmarks only. What each framework does stands in the subpackages, one small class for each workload. The classes here
 * know no actors; what has state is confined to the actor that holds it. Read {@link io.sparkactor.benchmarks.savina.Busy} first, then
 * {@link io.sparkactor.benchmarks.savina.Transfer}.
 */
@NullMarked
package io.sparkactor.benchmarks.savina;

import org.jspecify.annotations.NullMarked;
