/**
 * From a connection that was just made to one on which both sides have agreed: who is there, whether it knows the secret, what is spoken,
 * and which session goes on.
 *
 * <p>For {@code peer}, and for whatever makes connections: that stands behind a {@link io.sparkactor.remote.internal.handshake.Dialler}
 * where we call, and hands to the {@link io.sparkactor.remote.internal.handshake.Acceptor} who calls us. Depends on {@code link} and what
 * that stands on. Thread rule: confined to the loop, unless a class says otherwise. Read
 * {@link io.sparkactor.remote.internal.handshake.Dialling} first, then {@link io.sparkactor.remote.internal.handshake.AcceptHandshake}.
 */
@NullMarked
package io.sparkactor.remote.internal.handshake;

import org.jspecify.annotations.NullMarked;
