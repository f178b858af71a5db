/**
 * Tunnels through a relay: each carries bytes in order between two systems, as TCP would; handshake, seals and sessions run through it from
 * end to end, and the relay is no party to them. What it does to a tunnel is what a network may do to a connection.
 *
 * <p>For {@code membership}; depends on {@code handshake}, {@code stream}, {@code websocket} and what these stand on, and knows of the
 * connection to the relay no more than {@link io.sparkactor.remote.internal.tunnel.Post}. Thread rule: confined to the loop. Read {@link
 * io.sparkactor.remote.internal.tunnel.Tunnels} first, then {@link io.sparkactor.remote.internal.tunnel.Tunnel}; {@code docs/wire.md}
 * draws the frames.
 */
@NullMarked
package io.sparkactor.remote.internal.tunnel;

import org.jspecify.annotations.NullMarked;
