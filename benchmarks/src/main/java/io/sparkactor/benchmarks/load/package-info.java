/**
 * The child JVM of {@link io.sparkactor.benchmarks.TellLatency}.
 *
 * <p>For that benchmark only; driven by one thread. Read {@link io.sparkactor.benchmarks.load.LoadRun} first, then {@link
 * io.sparkactor.benchmarks.load.SparkServers} beside {@link io.sparkactor.benchmarks.load.PekkoServers}.
 */
@NullMarked
package io.sparkactor.benchmarks.load;

import org.jspecify.annotations.NullMarked;
