/**
 * The child JVM of {@link io.sparkactor.benchmarks.LongMailbox}.
 *
 * <p>For that benchmark only; driven by one thread. Read {@link io.sparkactor.benchmarks.backlog.BacklogRun} first, then {@link
 * io.sparkactor.benchmarks.backlog.SparkHoarder} beside {@link io.sparkactor.benchmarks.backlog.PekkoHoarder}.
 */
@NullMarked
package io.sparkactor.benchmarks.backlog;

import org.jspecify.annotations.NullMarked;
