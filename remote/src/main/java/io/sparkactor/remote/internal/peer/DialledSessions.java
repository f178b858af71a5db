package io.sparkactor.remote.internal.peer;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.handshake.SessionDial;
import io.sparkactor.remote.internal.handshake.SessionOpening;
import io.sparkactor.remote.internal.link.FarEnd;
import io.sparkactor.remote.internal.link.Link;
import io.sparkactor.remote.internal.link.LinkOwner;
import io.sparkactor.remote.internal.link.Session;
import io.sparkactor.remote.internal.link.SessionLink;
import io.sparkactor.remote.internal.link.Standing;
import io.sparkactor.remote.internal.link.Wire;
import io.sparkactor.remote.internal.net.Outbox;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.queue.Item;
import io.sparkactor.remote.internal.session.SessionException;
import io.sparkactor.remote.internal.session.SessionKey;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a route, one behind the other: each lives until the other side knows it no more, and the next one goes on with what it
 * had not sent. Confined to the loop.
 */
final class DialledSessions {

    /** Whose sessions they are. */
    interface Owner extends LinkOwner {

        /** The other side has agreed, and the link carries the session; it stands for the one that {@link #open} returned. */
        void up(Link link);

        /** The other side has not agreed, as it has called us at the same time, and its call stands. */
        void crossed();
    }

    private final Parts parts;
    private final SystemId peer;
    private final Outbox<Item> outbox;
    private final Unsent unsent;
    private final PeerFigures figures;
    private @Nullable Session session;
    private String instance = "";
    private long number;
    private boolean answered;

    /** The first session of the peer that was refused since it has last agreed on this one; 0 if none was. */
    private long refused;

    DialledSessions(Parts parts, SystemId peer, Outbox<Item> outbox, Unsent unsent, PeerFigures figures) {
        this.parts = parts;
        this.peer = peer;
        this.outbox = outbox;
        this.unsent = unsent;
        this.figures = figures;
    }

    /**
     * Goes on with the session, or begins one, on a new connection.
     *
     * @param instance which start of the peer has answered
     * @return what stands for the link until the other side has agreed
     */
    Link open(FarEnd end, String instance, Owner owner) {
        Session current = session;
        if (current == null) {
            current = begin();
        }
        this.instance = instance;
        Session carried = current;
        Wire wire = Wire.ofDialler(end, figures);
        end.channel().largest(SessionOpening.longestAnswer());
        var dial = new SessionDial(parts, wire, owner, answer -> {
            end.channel().largest(Session.largest(parts));
            answered(carried, wire, owner, answer);
        });
        wire.handler(dial);
        dial.start(new SessionOpening.Open(
                answered,
                number,
                Standing.of(parts, carried.received()),
                parts.codecs().tag()));
        return dial;
    }

    private Session begin() {
        var begun = new Session(parts, peer, outbox, unsent.take());
        session = begun;
        number = parts.nextSession();
        answered = false;
        refused = 0;
        return begun;
    }

    private void answered(Session carried, Wire wire, Owner owner, SessionOpening.Answer answer) {
        switch (answer.verdict()) {
            case CREATED, RESUMED -> {
                answered = true;
                refused = 0;
                var link = new SessionLink(parts, wire, carried, owner);
                wire.handler(link);
                try {
                    link.start(answer.standing());
                    owner.up(link);
                } catch (SessionException e) {
                    link.violated(e);
                }
            }
            case UNKNOWN -> {
                wire.channel().close();
                owner.lost("the peer was restarted, or has given up the session meanwhile", true);
            }
            case TOO_MANY -> {
                wire.channel().close();
                endUnlessAgreed();
                owner.lost("the peer has as many sessions as it takes", false);
            }
            case OTHER_CODEC -> {
                wire.channel().close();
                endUnlessAgreed();
                owner.lost(
                        "the codec of the peer is " + answer.codec() + ", that of this system is "
                                + parts.codecs().tag() + "; both need the same",
                        false);
            }
            case CROSSING -> crossed(wire, owner);
        }
    }

    /** Who does not take our offer may make one of its own, against which ours must not stand. */
    private void endUnlessAgreed() {
        if (!answered) {
            end();
        }
    }

    private void crossed(Wire wire, Owner owner) {
        wire.channel().close();
        if (answered) { // which no peer says that keeps to the rules
            owner.lost("the peer calls by itself instead of going on with the session", true);
        } else {
            end();
            owner.crossed();
        }
    }

    /** Whether there is one that the other side may know. */
    boolean isOpen() {
        return session != null;
    }

    /** Whether there is one that the other side has agreed to, so that something may have been sent in it. */
    boolean isAgreed() {
        return session != null && answered;
    }

    /**
     * Whether there is one that stands, although the peer offers one of its own. Where both wait for an answer, that of the smaller id stands,
     * and both sides find the same. One that was agreed on stands, as what comes was on its way when the peer agreed: unless the peer
     * offers once more, or was restarted, so that it has given up what it had agreed on.
     */
    boolean standsAgainst(SessionKey offer) {
        if (session == null || !instance.equals(offer.instance())) {
            return false;
        }
        if (!answered) {
            return isSmaller();
        }
        if (refused == 0) {
            refused = offer.number();
        }
        return offer.number() <= refused;
    }

    private boolean isSmaller() {
        return parts.home().systemId().uuid().compareTo(peer.uuid()) < 0;
    }

    /** The session is over. What was sent in it may have arrived or not; what was not sent goes out with the next. */
    void end() {
        Session ended = session;
        if (ended != null) {
            session = null;
            unsent.keep(ended.giveUp());
        }
    }
}
