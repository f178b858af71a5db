/**
 * What the benchmarks of actors in processes do: {@link io.sparkactor.benchmarks.ProcessRoundTrip}, {@link
 * io.sparkactor.benchmarks.ProcessCpu}, {@link io.sparkactor.benchmarks.ProcessStart}.
 *
 * <p>For those benchmarks only; each type states its own thread rule. Read {@link io.sparkactor.benchmarks.process.RoundTripRun} first.
 */
@NullMarked
package io.sparkactor.benchmarks.process;

import org.jspecify.annotations.NullMarked;
