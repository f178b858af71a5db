/**
 * The WebSocket relay: systems register with it, and it hands their envelopes on, unread.
 *
 * <p>For {@code io.sparkactor.remote}. It knows frames and sockets, no actors. Thread rule: all of it happens on the one thread of the
 * relay's {@link io.sparkactor.remote.internal.net.Loop}, unless a class says otherwise. Read {@link
 * io.sparkactor.remote.internal.relay.RelayServer} first, then {@link io.sparkactor.remote.internal.relay.Client} and {@link
 * io.sparkactor.remote.internal.relay.Forwarding}; {@code docs/wire.md} says what it says to whom.
 */
@NullMarked
package io.sparkactor.remote.internal.relay;

import org.jspecify.annotations.NullMarked;
