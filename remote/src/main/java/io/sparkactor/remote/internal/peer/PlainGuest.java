package io.sparkactor.remote.internal.peer;

import io.sparkactor.ConnectionState;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.remote.internal.codec.Mode;
import io.sparkactor.remote.internal.link.PlainEnd;
import io.sparkactor.remote.internal.link.PlainWay;
import io.sparkactor.remote.internal.parts.Outlet;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.queue.OutQueue;
import io.sparkactor.remote.internal.session.FailureCause;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.OutboundMessage;
import io.sparkactor.spi.RemoteControl;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A system that has called us, speaks as the original does, and takes answers over the connection that it has made; it is gone when that is.
 * Sending is for any thread, all else is confined to the loop.
 */
final class PlainGuest implements Outlet, Leaving {

    private final Parts parts;
    private final Peers peers;
    private final SystemId peer;
    private final PeerFigures figures;
    private final OutQueue queue;
    private volatile @Nullable PlainWay way;
    private volatile String address = "";
    private boolean ended;

    /** One without a connection. */
    PlainGuest(Parts parts, Peers peers, SystemId peer) {
        this.parts = parts;
        this.peers = peers;
        this.peer = peer;
        figures = parts.figures().of(peer);
        queue = new OutQueue(parts, peer, Mode.PLAIN, this::pump, this::end);
    }

    /** Takes its connection. */
    void open(PlainEnd end) {
        address = end.address();
        figures.opened();
        parts.home().connectionChanged(peer, ConnectionState.CONNECTED, "it has called");
        way = end.open(queue.outbox(), figures, this::end);
        pump();
    }

    /** Looks whether it lives, and tells so soon, once. */
    void probe(Consumer<Boolean> answer) {
        PlainWay up = way;
        if (up == null) {
            answer.accept(false);
        } else {
            up.probe(answer);
        }
    }

    @Override
    public SystemId peer() {
        return peer;
    }

    @Override
    public @Nullable DeadLetterReason send(OutboundMessage message) {
        return queue.send(message);
    }

    @Override
    public boolean carriesStreams() {
        return queue.carriesStreams();
    }

    @Override
    public ControlOutcome control(RemoteControl control) {
        return queue.control(control);
    }

    @Override
    public void noReply(String asker, FailureCause cause) {
        queue.noReply(asker, cause);
    }

    private void pump() {
        PlainWay up = way;
        if (up != null) {
            up.pump();
        }
    }

    /** It has gone, or is sent away: settles all. Safe to call twice. */
    void end(String why) {
        if (ended) {
            return;
        }
        ended = true;
        figures.failed(why);
        peers.losing(this);
        peers.remove(this);
        PlainWay up = way;
        if (up != null) {
            way = null;
            up.close(why);
        }
        queue.close(DeadLetterReason.DISCONNECTED);
        queue.lost(why);
        peers.lost(this);
        parts.home().connectionChanged(peer, ConnectionState.CLOSED, why);
    }

    /** It is over in one go. */
    @Override
    public void release() {
        end("it is over");
    }

    /** How it stands. For any thread. */
    TransportHealth health() {
        ConnectionState state = way == null ? ConnectionState.DISCONNECTED : ConnectionState.CONNECTED;
        return figures.health(state, address, queue.size(), 0);
    }
}
