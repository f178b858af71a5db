/**
 * What {@link io.sparkactor.benchmarks.RemoteMessages} does: two JVMs that talk over TCP on the loopback device, in Spark and in Pekko, with
 * the same records and the same checks; and {@link io.sparkactor.benchmarks.TunnelMessages}, two of Spark that talk straight or by a relay.
 *
 * <p>For these benchmarks only; each type states its own thread rule. Read {@link io.sparkactor.benchmarks.remote.NearSide} first, then
 * {@link io.sparkactor.benchmarks.remote.RemoteRun}.
 */
@NullMarked
package io.sparkactor.benchmarks.remote;

import org.jspecify.annotations.NullMarked;
