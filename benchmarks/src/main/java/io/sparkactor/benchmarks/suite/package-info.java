/**
 * The rows and the contenders of {@link io.sparkactor.benchmarks.Suite}, how a fork is measured, and how forks become tables and plots.
 *
 * <p>For the benchmarks only; confined to the main thread of the suite or of a child. Read {@link
 * io.sparkactor.benchmarks.suite.Workload} first, then {@link io.sparkactor.benchmarks.suite.Session}.
 */
@NullMarked
package io.sparkactor.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
