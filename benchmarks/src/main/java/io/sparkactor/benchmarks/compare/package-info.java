/**
 * What the single questions share that put Spark beside Pekko and beside plain virtual threads: who contends, JVMs in turns, and what
 * becomes of their figures.
 *
 * <p>For the benchmarks only; confined to the main thread of a benchmark or of a child. Read {@link
 * io.sparkactor.benchmarks.compare.Contest} first, then {@link io.sparkactor.benchmarks.compare.Answers}.
 */
@NullMarked
package io.sparkactor.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
