/**
 * A connection on which both sides have agreed, and what travels on it: sessions with Java systems, plain envelopes with the original.
 *
 * <p>For {@code handshake} and {@code peer}; depends on {@code queue} and what that stands on. Knows a connection as a
 * {@link io.sparkactor.remote.internal.net.FrameChannel} alone, and not who makes it or comes back to it. Thread rule: confined to the
 * loop. Read {@link io.sparkactor.remote.internal.link.Session} first, then {@link io.sparkactor.remote.internal.link.SessionLink}.
 */
@NullMarked
package io.sparkactor.remote.internal.link;

import org.jspecify.annotations.NullMarked;
