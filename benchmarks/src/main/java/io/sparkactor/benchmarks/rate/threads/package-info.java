/**
 * The workloads without a framework: each actor is a virtual thread that takes from a queue of its own.
 *
 * <p>For {@link io.sparkactor.benchmarks.suite.Workload} only; driven by one thread. Read {@link
 * io.sparkactor.benchmarks.rate.threads.ThreadActor} and {@link io.sparkactor.benchmarks.rate.threads.ThreadPingPong} first.
 */
@NullMarked
package io.sparkactor.benchmarks.rate.threads;

import org.jspecify.annotations.NullMarked;
