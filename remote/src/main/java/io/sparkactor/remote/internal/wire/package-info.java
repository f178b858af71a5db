/**
 * What the Python original (Spark 0.4.1) says over TCP, to the byte, and what Java systems add to it: handshakes, seals and envelopes as
 * pure functions over bytes. No sockets, no clocks, no threads.
 *
 * <p>For the other packages of this module. Bytes may come from an enemy: what they announce is checked before memory is taken, and the
 * exceptions that each class declares are the only ones thrown for them. Thread rule: each class states its own. Read {@link
 * io.sparkactor.remote.internal.wire.Frames} first, then {@link io.sparkactor.remote.internal.wire.HelloCodec} and {@link
 * io.sparkactor.remote.internal.wire.EnvelopeCodec}; {@code docs/wire.md} draws the frames.
 */
@NullMarked
package io.sparkactor.remote.internal.wire;

import org.jspecify.annotations.NullMarked;
