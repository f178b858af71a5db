/**
 * What the benchmarks of agents do: {@link io.sparkactor.benchmarks.AgentStreams}, {@link io.sparkactor.benchmarks.AgentCancel} and {@link
 * io.sparkactor.benchmarks.AgentSoak}.
 *
 * <p>For those benchmarks only; each type states its own thread rule. Read {@link io.sparkactor.benchmarks.agent.StampingProvider} first.
 */
@NullMarked
package io.sparkactor.benchmarks.agent;

import org.jspecify.annotations.NullMarked;
