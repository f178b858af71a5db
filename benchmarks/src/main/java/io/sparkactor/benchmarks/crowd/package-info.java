/**
 * The child JVMs of {@link io.sparkactor.benchmarks.ManyActors}.
 *
 * <p>For that benchmark only; driven by one thread. Read {@link io.sparkactor.benchmarks.crowd.CrowdRun} first, then {@link
 * io.sparkactor.benchmarks.crowd.SparkCrowd} beside {@link io.sparkactor.benchmarks.crowd.PekkoCrowd}.
 */
@NullMarked
package io.sparkactor.benchmarks.crowd;

import org.jspecify.annotations.NullMarked;
