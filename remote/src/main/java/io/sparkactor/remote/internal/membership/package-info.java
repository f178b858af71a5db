/**
 * Being with a relay, for systems that can only dial out: our connection to it, which comes back by itself, and what goes by it: the tunnels of Java
 * systems, and the envelopes of those that speak as the original does.
 *
 * <p>For the packages that make connections; depends on {@code peer}, {@code tunnel}, {@code websocket} and what these stand on. Thread
 * rule: confined to the loop, unless a class says otherwise. Read {@link io.sparkactor.remote.internal.membership.RelayClient} first, then
 * {@link io.sparkactor.remote.internal.membership.Exchange} and {@link io.sparkactor.remote.internal.membership.RelayLine}.
 */
@NullMarked
package io.sparkactor.remote.internal.membership;

import org.jspecify.annotations.NullMarked;
