/**
 * What the benchmark of agents that stream does: {@link io.sparkactor.benchmarks.AgentStreams}.
 *
 * <p>For that benchmark only; each type states its own thread rule. Read {@link io.sparkactor.benchmarks.agent.StampingProvider} first.
 */
@NullMarked
package io.sparkactor.benchmarks.agent;

import org.jspecify.annotations.NullMarked;
