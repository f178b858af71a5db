/**
 * Who is there, and how to get there: a way to each system, with a route if we call it and a guest if it has called us, and the switchboard
 * that holds them.
 *
 * <p>For the packages that make connections, as {@code tcp}; depends on {@code handshake} and what that stands on, and knows no kind of
 * connection. Thread rule: sending is for any thread, what connections bring about happens on the loop. Read
 * {@link io.sparkactor.remote.internal.peer.Switchboard} first, then {@link io.sparkactor.remote.internal.peer.PeerWay}.
 */
@NullMarked
package io.sparkactor.remote.internal.peer;

import org.jspecify.annotations.NullMarked;
