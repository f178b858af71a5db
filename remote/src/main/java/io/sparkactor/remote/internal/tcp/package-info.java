/**
 * Connections over TCP, with TLS if there is to be any: a listener, and what dials.
 *
 * <p>For {@code io.sparkactor.remote}; depends on {@code peer}, {@code stream} and what that stands on. What is spoken on the connections is no matter of
 * this package. Thread rule: confined to the loop, unless a class says otherwise. Read
 * {@link io.sparkactor.remote.internal.tcp.TcpTransport} first, then {@link io.sparkactor.remote.internal.tcp.TcpDialler}.
 */
@NullMarked
package io.sparkactor.remote.internal.tcp;

import org.jspecify.annotations.NullMarked;
