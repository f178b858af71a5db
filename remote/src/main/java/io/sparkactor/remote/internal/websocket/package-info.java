/**
 * What the Python original (Spark 0.4.1) says over WebSocket, to the byte, and what Java systems add to it towards a relay: frames, and
 * the proofs with which a system registers. Beside that, WebSockets as connections between two systems: what opens them, what takes them in,
 * and what is spoken with the original on them.
 *
 * <p>For the other packages of this module. Bytes may come from an enemy: what they announce is checked before memory is taken, and the
 * exceptions that each class declares are the only ones thrown for them. Thread rule: each class states its own. Read {@link
 * io.sparkactor.remote.internal.websocket.FrameHeader} first, then {@link io.sparkactor.remote.internal.websocket.WebSocketFrames}; {@code
 * docs/wire.md} draws the frames. For connections, {@link io.sparkactor.remote.internal.websocket.WebSocketChannel} and {@link
 * io.sparkactor.remote.internal.websocket.WebSocketReception}; whatever belongs to one is confined to the loop.
 */
@NullMarked
package io.sparkactor.remote.internal.websocket;

import org.jspecify.annotations.NullMarked;
