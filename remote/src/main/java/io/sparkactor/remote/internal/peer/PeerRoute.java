package io.sparkactor.remote.internal.peer;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.remote.internal.codec.Mode;
import io.sparkactor.remote.internal.handshake.Dialler;
import io.sparkactor.remote.internal.handshake.Dialling;
import io.sparkactor.remote.internal.handshake.Hellos;
import io.sparkactor.remote.internal.handshake.SessionDial;
import io.sparkactor.remote.internal.handshake.SessionOpening;
import io.sparkactor.remote.internal.link.FarEnd;
import io.sparkactor.remote.internal.link.Link;
import io.sparkactor.remote.internal.link.PlainEnd;
import io.sparkactor.remote.internal.link.PlainLink;
import io.sparkactor.remote.internal.link.Standing;
import io.sparkactor.remote.internal.link.Wire;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.queue.OutQueue;
import io.sparkactor.remote.internal.session.SessionKey;
import io.sparkactor.remote.internal.settings.RemoteTimes;
import io.sparkactor.remote.internal.wire.SessionOffer;
import org.jspecify.annotations.Nullable;

/**
 * How we call a system: one connection behind the queue of its {@link PeerWay}, which is made again with growing pauses until the way is
 * closed. What is spoken on it is a matter of the {@link Link}. While the system has called us it does nothing but look whether that is
 * still the same start of it. Confined to the loop, but for what users hold.
 */
final class PeerRoute implements Dialling.Outcome, DialledSessions.Owner {

    private final Parts parts;
    private final PeerWay way;
    private final SystemId peer;
    private volatile Dialler dialler;
    private volatile boolean lasting;
    private final PeerFigures figures;
    private final RouteConnection connection;
    private final OutQueue queue;
    private final RemoteTimes times;
    private final Redial redial;

    /** Armed while there is neither a connection nor a guest. */
    private final LoopTimer patience;

    private boolean waiting;
    private final DialledSessions sessions;
    private @Nullable Dialling dialling;
    private volatile @Nullable Link link;

    /**
     * A route that nothing was done for.
     *
     * @param lasting whether it is kept though nobody is there: somebody has asked for it, and it was not only tried as there is no other
     */
    PeerRoute(Parts parts, PeerWay way, Dialler dialler, boolean lasting) {
        this.parts = parts;
        this.way = way;
        this.dialler = dialler;
        this.lasting = lasting;
        peer = way.peer();
        queue = way.queue();
        figures = parts.figures().of(peer);
        connection = new RouteConnection(parts.home(), peer, () -> way.close("it was given up"));
        times = parts.settings().times();
        redial = new Redial(parts, this::dial);
        patience = parts.loop().timer(this::waitedInVain);
        sessions = new DialledSessions(parts, peer, queue.outbox(), way.unsent(), figures);
    }

    RouteConnection connection() {
        return connection;
    }

    Dialler dialler() {
        return dialler;
    }

    /** Whether somebody has asked for it. */
    boolean isLasting() {
        return lasting;
    }

    /** Begins to dial, unless the peer has called us. For any thread. */
    void start() {
        parts.loop().execute(this::begin);
    }

    private void begin() {
        Guest guest = way.guest();
        if (guest != null && guest.isUp()) {
            ride();
        } else {
            dial();
        }
    }

    /** From now on it leads by that, and for good; the session, if there is one, goes on over it. Under the lock of the way. */
    void lead(Dialler next) {
        dialler = next;
        lasting = true;
        parts.loop().execute(() -> {
            stopDialling();
            Link up = link;
            if (up != null) {
                link = null;
                up.replaced();
            }
            begin();
        });
    }

    private void dial() {
        Guest guest = way.guest();
        if (way.isClosed() || dialling != null || link != null || guest != null && guest.isUp()) {
            return;
        }
        connection.connecting();
        figures.attempt();
        dialling = new Dialling(parts, peer, dialler, this);
        dialling.start();
    }

    @Override
    public void reached(FarEnd end) {
        dialling = null;
        SessionOffer offer = Hellos.agreed(parts, end.hello());
        Guest guest = way.guest();
        if (way.isClosed() || link != null) {
            end.channel().close();
        } else if (guest != null) {
            look(end, offer, guest);
        } else if (offer != null) {
            queue.takesStreams(offer.takesStreams());
            queue.mode(Mode.SESSION);
            link = sessions.open(end, offer.instance(), this);
        } else {
            becomePlain();
            var plain = new PlainLink(parts, end, queue.outbox(), figures, why -> lost(why, true));
            end.channel().handler(plain);
            up(plain);
        }
    }

    /** Nothing shows who it is, so it does not take the place of a session. */
    @Override
    public void reachedPlain(PlainEnd end) {
        dialling = null;
        if (way.isClosed() || link != null) {
            end.refuse("there is another connection");
        } else if (way.guest() != null) {
            end.refuse("the system of that id has a session, and may come back to it");
            redial.later();
        } else {
            becomePlain();
            up(end.open(queue.outbox(), figures, why -> lost(why, true)));
        }
    }

    /**
     * The session of a guest that is cut off goes on when the guest comes back, unless the peer was restarted. A handshake alone does not show
     * that, as anybody on the line could change it: the answer does, which is sealed over both. There is no such session over there.
     */
    private void look(FarEnd end, @Nullable SessionOffer offer, Guest awaited) {
        if (offer == null || offer.instance().equals(awaited.key().instance())) {
            end.channel().close();
            redial.later();
            return;
        }
        Wire wire = Wire.ofDialler(end, figures);
        end.channel().largest(SessionOpening.longestAnswer());
        var dial = new SessionDial(parts, wire, this, _ -> {
            wire.channel().close();
            link = null;
            awaited.end("the peer was restarted");
        });
        link = dial;
        wire.handler(dial);
        dial.start(new SessionOpening.Open(
                true, parts.nextSession(), Standing.of(parts, 0), parts.codecs().tag()));
    }

    private void becomePlain() {
        boolean known = queue.mode() == Mode.PLAIN;
        queue.mode(Mode.PLAIN);
        sessions.end();
        way.unsent().close(DeadLetterReason.DISCONNECTED);
        if (!known) {
            queue.lost("that system speaks as the Python original, which has no word for stops, monitors and links");
        }
    }

    @Override
    public void up(Link connected) {
        link = connected;
        figures.opened();
        isConnected();
        pump();
    }

    /** The peer is connected, as it has called us. */
    void ride() {
        hangUp("the peer has called");
        isConnected();
    }

    private void isConnected() {
        waiting = false;
        patience.cancel();
        redial.connected();
        connection.connected();
    }

    /** Whether a session of ours stands, although the peer offers one. */
    boolean standsAgainst(SessionKey offer) {
        return sessions.standsAgainst(offer);
    }

    /**
     * The peer calls us, and its call stands. A session of ours that was agreed on is over; if it was not, nothing was sent in it, and
     * nothing is lost.
     */
    void giveWay(String why) {
        boolean agreed = sessions.isAgreed();
        hangUp(why);
        sessions.end();
        if (agreed) {
            queue.lost(why);
        }
    }

    private void hangUp(String why) {
        stopDialling();
        Link up = link;
        if (up != null) {
            link = null;
            up.close(why);
        }
    }

    private void stopDialling() {
        redial.cancel();
        if (dialling != null) {
            dialling.abandon();
            dialling = null;
        }
    }

    /** The peer has said that it calls us. Dials again if it does not come. */
    @Override
    public void crossed() {
        link = null;
        await();
        redial.in(times.handshake());
    }

    @Override
    public void nobody(String why) {
        dialling = null;
        if (!lasting && !sessions.isAgreed()) {
            sessions.end(); // an offer that nobody has answered must not stand against one of the peer
        }
        if (lasting || sessions.isOpen() || way.guest() != null) { // who was there may come back
            down(why);
        } else {
            parts.log().warn("nothing is sent to " + peer + ": " + why);
            figures.failed(why);
            way.close(why, DeadLetterReason.NO_ROUTE);
        }
    }

    @Override
    public void failed(String why) {
        dialling = null;
        down(why);
    }

    @Override
    public void lost(String why, boolean over) {
        link = null;
        redial.lost(over);
        if (over) {
            sessions.end();
            queue.lost(why);
        }
        if (!lasting && queue.mode() == Mode.PLAIN && way.guest() == null && queue.size() == 0) {
            way.close(why); // nothing is kept by it, and there may be so many: the next message takes it anew
        } else {
            down(dialler.address() + ": " + why);
        }
    }

    /** The session of the peer, which had called us, is over: now it is our turn to call. */
    void alone(String why) {
        redial.lost(true);
        down(why);
    }

    /** There is no connection; the next one is made behind a pause. */
    void down(String why) {
        if (way.isClosed()) {
            return;
        }
        figures.failed(why);
        connection.disconnected(why);
        queue.sweep();
        way.unsent().sweep();
        await();
        redial.later();
    }

    private void await() {
        if (!waiting && way.guest() == null) {
            waiting = true;
            patience.in(times.session());
        }
    }

    /** As the other side gives up who does not come back, whoever cannot come back gives up too; what was not sent still waits. */
    private void waitedInVain() {
        if (sessions.isOpen() || queue.hasTakenControls()) {
            giveUp("it was not reached for " + times.session().toMillis() + " ms");
        }
        patience.in(times.session());
    }

    /** Ends the session, if there is one; the route goes on. */
    void giveUp(String why) {
        Link up = link;
        if (up != null) {
            up.close(why);
            lost(why, true);
        } else {
            sessions.end();
            queue.lost(why);
            way.unsent().sweep();
        }
    }

    void pump() {
        Link up = link;
        if (up != null) {
            up.pump();
        }
    }

    /** The way is closed, or has it no more: ends all, and tells the other side where it would understand. */
    void release(String why) {
        hangUp(why);
        patience.cancel();
        sessions.end();
    }

    /** How it stands. For any thread. */
    TransportHealth health() {
        Link up = link;
        return figures.health(
                connection.state(), dialler.address(), queue.size(), up == null ? 0 : up.unacknowledged());
    }
}
