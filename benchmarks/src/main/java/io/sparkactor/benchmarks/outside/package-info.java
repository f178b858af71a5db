/**
 * The child JVM of {@link io.sparkactor.benchmarks.OutsideAsk}.
 *
 * <p>For that benchmark only; driven by one thread. Read {@link io.sparkactor.benchmarks.outside.AskRun} first, then {@link
 * io.sparkactor.benchmarks.outside.SparkEcho} beside {@link io.sparkactor.benchmarks.outside.PekkoEcho}.
 */
@NullMarked
package io.sparkactor.benchmarks.outside;

import org.jspecify.annotations.NullMarked;
