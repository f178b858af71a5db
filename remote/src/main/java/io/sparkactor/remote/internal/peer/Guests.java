package io.sparkactor.remote.internal.peer;

import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.codec.CodecTag;
import io.sparkactor.remote.internal.handshake.Callers;
import io.sparkactor.remote.internal.handshake.SessionOpening;
import io.sparkactor.remote.internal.link.LastBytes;
import io.sparkactor.remote.internal.link.PlainEnd;
import io.sparkactor.remote.internal.link.Standing;
import io.sparkactor.remote.internal.link.Wire;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.session.SessionKey;
import io.sparkactor.remote.internal.session.SessionTable;
import io.sparkactor.remote.internal.session.SessionTable.Verdict;
import org.jspecify.annotations.Nullable;

/** Those who have called us: their sessions, and those that have none. Confined to the loop. */
public final class Guests implements Callers {

    private static final String ANOTHER = "the peer has begun another session";
    private static final String TAKEN = "a system of that id is connected already, and lives";

    private final Parts parts;
    private final Peers peers;
    private final SessionTable<Guest> table;

    public Guests(Parts parts, Peers peers) {
        this.parts = parts;
        this.peers = peers;
        table = new SessionTable<>(parts.settings().limits().connections());
    }

    @Override
    public void called(SessionKey key, Wire wire, SessionOpening.Open open) {
        CodecTag ours = parts.codecs().tag();
        if (!open.codec().equals(ours)) {
            parts.refusals()
                    .refused(
                            TransportRefusal.INCOMPATIBLE,
                            "refused a session of " + key.peer() + ": its codec is " + open.codec()
                                    + ", that of this system is " + ours + "; both need the same");
            refuse(wire, Verdict.OTHER_CODEC);
            return;
        }
        if (isCrossed(key, open)) {
            refuse(wire, Verdict.CROSSING);
            return;
        }
        SessionTable.Answer<Guest> answer = table.dialled(key, open.answered(), () -> make(key));
        answer.ended().forEach(ended -> ended.end(ANOTHER));
        Guest guest = answer.session();
        if (guest == null) {
            if (answer.verdict() == Verdict.TOO_MANY) {
                parts.refusals()
                        .refused(
                                TransportRefusal.CONNECTIONS,
                                "refused a session of " + key.peer() + ": there are as many as there may be");
            }
            refuse(wire, answer.verdict());
            return;
        }
        answer(wire, answer.verdict(), guest.received());
        guest.attach(wire, open);
        PeerWay way = peers.way(key.peer());
        if (way != null
                && peers.isClosing()) { // since it was let in: whoever closes all ways may not have seen this one
            parts.loop().execute(() -> way.close("the syndicate is closed"));
        }
    }

    /**
     * Whether it offers a session while ours with it stands. Not if it wants to go on with one: that we have, or it has to hear that it is
     * over.
     */
    private boolean isCrossed(SessionKey key, SessionOpening.Open open) {
        PeerWay way = peers.way(key.peer());
        return !open.answered() && way != null && way.standsAgainst(key);
    }

    /** Nobody can be told from anybody else here, so whoever lives keeps its place. */
    @Override
    public void called(PlainEnd end) {
        PlainGuest present = peers.plainGuest(end.peer());
        if (hasSession(end)) {
            refuse(end);
        } else if (present == null) {
            admit(end);
        } else {
            present.probe(lives -> {
                PlainGuest now = peers.plainGuest(end.peer());
                if (now != null && now != present) {
                    called(end); // another has come meanwhile, which was not asked
                } else if (lives || hasSession(end)) {
                    refuse(end);
                } else {
                    present.end("another connection has called as that system, and this one gave no sign of life");
                    admit(end);
                }
            });
        }
    }

    private boolean hasSession(PlainEnd end) {
        PeerWay way = peers.way(end.peer());
        return way != null && way.guest() != null;
    }

    private void admit(PlainEnd end) {
        if (!end.isOpen()) {
            return; // it has gone meanwhile
        }
        var guest = new PlainGuest(parts, peers, end.peer());
        PlainGuest before = peers.add(guest);
        if (before != null) {
            before.end("another connection has called as that system");
        }
        guest.open(end);
    }

    private void refuse(PlainEnd end) {
        if (!end.isOpen()) {
            return; // it has gone meanwhile, or was refused for something else, which is counted
        }
        parts.refusals().count(TransportRefusal.TAKEN);
        end.refuse(TAKEN);
    }

    private void refuse(Wire wire, Verdict verdict) {
        answer(wire, verdict, 0);
        LastBytes.thenClose(parts, wire.channel());
    }

    private void answer(Wire wire, Verdict verdict, long received) {
        var answer = new SessionOpening.Answer(
                verdict, Standing.of(parts, received), parts.codecs().tag());
        wire.writer().write(answer.encode(), null);
        wire.writer().flush();
    }

    /** Behind the end of what there was with that peer, so that there are never two that take from one queue. */
    private Guest make(SessionKey key) {
        PlainGuest plain = peers.plainGuest(key.peer());
        if (plain != null) {
            plain.end("the peer has begun a session instead");
        }
        @Nullable Guest guest = null;
        while (guest == null) { // a way that was closed just now leaves its place to the next
            PeerWay way = peers.wayTo(key.peer(), parts);
            peers.settle(key.peer()); // or the syndicate would hear of that loss once the new session has begun
            guest = way.welcome(key, this::gone, ANOTHER);
        }
        return guest;
    }

    private void gone(Guest guest) {
        table.end(guest.key());
    }
}
