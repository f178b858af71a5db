/**
 * The session between two Java systems: what makes that nothing is lost, nothing doubled and order kept over any number of cut connections.
 *
 * <p>Each side of a session has an {@link io.sparkactor.remote.internal.session.OutboundHalf} and an {@link
 * io.sparkactor.remote.internal.session.InboundHalf}; the two directions know nothing of each other. Nothing here has a socket, a clock or a
 * thread: whoever drives a connection confines a session to its event loop and moves the frames.
 *
 * <p>What a driver does:
 *
 * <ul>
 *   <li>a dial, at the acceptor: {@link io.sparkactor.remote.internal.session.SessionTable#dialled}, and the answer goes back;
 *   <li>a connection has its session: {@code outbound.connected(received of the peer)}, {@code inbound.connected()}, and {@code
 *       inbound.acknowledge()} goes out as the first frame: it grants what may be sent, and settles what the cut left open;
 *   <li>to write: a frame for each {@code outbound.next()} while the connection takes more;
 *   <li>a numbered frame: {@code inbound.accept}; if it is new, to the mailbox and {@code inbound.settled}; if then {@code inbound.due()}, an
 *       acknowledgement goes out. At the end of what was read at once, one goes out if {@code inbound.pending()};
 *   <li>an acknowledgement: {@code outbound.acknowledged}, and there may be more to write;
 *   <li>a cut: {@code outbound.disconnected()}. What was accepted is still handed to its mailbox;
 *   <li>the end of a session, or a {@link io.sparkactor.remote.internal.session.SessionException}: {@code outbound.giveUp()}.
 * </ul>
 */
@NullMarked
package io.sparkactor.remote.internal.session;

import org.jspecify.annotations.NullMarked;
