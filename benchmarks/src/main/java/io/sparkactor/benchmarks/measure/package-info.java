/**
 * What all benchmarks share: child JVMs, latencies, tables, command lines.
 *
 * <p>For the benchmarks only. Each class says its thread rule; most are confined to the main thread. Read {@link
 * io.sparkactor.benchmarks.measure.ChildJvm} and {@link io.sparkactor.benchmarks.measure.Figure} first.
 */
@NullMarked
package io.sparkactor.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
