package io.sparkactor.remote.internal.peer;

import io.sparkactor.ConnectionState;
import io.sparkactor.TransportHealth;
import io.sparkactor.remote.internal.handshake.SessionOpening;
import io.sparkactor.remote.internal.link.LinkOwner;
import io.sparkactor.remote.internal.link.Session;
import io.sparkactor.remote.internal.link.SessionLink;
import io.sparkactor.remote.internal.link.Wire;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.queue.Item;
import io.sparkactor.remote.internal.session.SessionException;
import io.sparkactor.remote.internal.session.SessionKey;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Java system that has called us, and the session that it holds: what goes to it goes by that. Cut off, it is waited for a while, and then
 * given up. Confined to the loop, but for {@link #health}.
 */
final class Guest implements LinkOwner {

    private final Parts parts;
    private final PeerWay way;
    private final SessionKey key;
    private final PeerFigures figures;
    private final Consumer<Guest> gone;
    private final Session session;
    private final LoopTimer patience;
    private volatile @Nullable SessionLink link;
    private volatile String address = "";

    /**
     * A guest without a connection.
     *
     * @param gone told once, when its session is over
     * @param session the one that it holds, which takes from the queue of the way
     */
    Guest(Parts parts, PeerWay way, SessionKey key, Consumer<Guest> gone, Session session) {
        this.parts = parts;
        this.way = way;
        this.key = key;
        this.gone = gone;
        this.session = session;
        figures = parts.figures().of(key.peer());
        patience = parts.loop().timer(() -> end("it did not come back in time"));
    }

    SessionKey key() {
        return key;
    }

    /** How many numbered frames of the session have come. */
    long received() {
        return session.received();
    }

    /** Whether it is connected. */
    boolean isUp() {
        return link != null;
    }

    /** It is connected, for the first time or again; a connection that it had before is of no use any more. */
    void attach(Wire wire, SessionOpening.Open open) {
        SessionLink before = link;
        if (before != null) {
            before.replaced();
        }
        patience.cancel();
        way.queue().takesStreams(wire.takesStreams());
        var next = new SessionLink(parts, wire, session, this);
        wire.handler(next);
        link = next;
        address = wire.channel().address();
        figures.opened();
        way.called();
        try {
            next.start(open.standing());
        } catch (SessionException e) {
            next.violated(e);
        }
    }

    /** Sends what can go now. */
    void pump() {
        SessionLink up = link;
        if (up != null) {
            up.pump();
        }
    }

    @Override
    public void lost(String why, boolean over) {
        link = null;
        figures.failed(why);
        if (over || parts.ways().isClosing()) { // then nobody is let in any more
            end(why);
        } else {
            patience.in(parts.settings().times().session());
            way.cut(why);
        }
    }

    /** It cannot come back any more: its session is over, unless it is connected. */
    void endUnlessUp(String why) {
        if (!isUp()) {
            end(why);
        }
    }

    /** Its session is over. Safe to call twice. */
    void end(String why) {
        way.over(this, why);
    }

    /**
     * For the way, which has it no more: tells the peer, if it is there, and settles what was sent.
     *
     * @return what was not sent
     */
    List<Item> leave(String why) {
        patience.cancel();
        gone.accept(this);
        SessionLink up = link;
        if (up != null) {
            link = null;
            up.close(why);
        }
        return session.giveUp();
    }

    /** How it stands. For any thread. */
    TransportHealth health(int queued) {
        ConnectionState state = link == null ? ConnectionState.DISCONNECTED : ConnectionState.CONNECTED;
        return figures.health(state, address, queued, session.unacknowledged());
    }
}
