/**
 * The loads and probes of {@link io.sparkactor.benchmarks.Runaways}.
 *
 * <p>For that benchmark only. Loads and probes are started and ended by the main thread and run on threads of their own. Read {@link
 * io.sparkactor.benchmarks.runaway.RunawayRun} and {@link io.sparkactor.benchmarks.runaway.PingPairs} first.
 */
@NullMarked
package io.sparkactor.benchmarks.runaway;

import org.jspecify.annotations.NullMarked;
