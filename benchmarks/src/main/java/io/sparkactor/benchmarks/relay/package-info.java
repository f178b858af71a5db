/**
 * What the benchmark of the relay does: {@link io.sparkactor.benchmarks.RelayLoad}.
 *
 * <p>For that benchmark only; each type states its own thread rule. Read {@link io.sparkactor.benchmarks.relay.LoadChild} first.
 */
@NullMarked
package io.sparkactor.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
