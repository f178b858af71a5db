/**
 * What the benchmarks of the relay do: {@link io.sparkactor.benchmarks.RelayLoad} and {@link io.sparkactor.benchmarks.RelayStalled}.
 *
 * <p>For those benchmarks only; each type states its own thread rule. Read {@link io.sparkactor.benchmarks.relay.LoadChild} first.
 */
@NullMarked
package io.sparkactor.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
