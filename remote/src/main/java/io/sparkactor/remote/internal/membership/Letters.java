package io.sparkactor.remote.internal.membership;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.link.PlainArrivals;
import io.sparkactor.remote.internal.link.PlainEnd;
import io.sparkactor.remote.internal.link.RecentIds;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.queue.Outgoing;
import io.sparkactor.remote.internal.tunnel.Post;
import io.sparkactor.remote.internal.wire.WireEnvelope;
import io.sparkactor.spi.CodecException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Envelopes by the relay, as the original sends and takes them: each is acknowledged by the relay once its target's socket has it, which does not say
 * that an actor has. Confined to the loop.
 */
final class Letters {

    /** How long the relay may take to say what has become of one, as in the original. */
    private static final Duration ANSWER = Duration.ofSeconds(2);

    /** One of which the relay has not said yet what has become of it. */
    private record Sent(Outgoing message, LetterLink link, long deadlineNanos) {}

    private final Parts parts;
    private final boolean safe;
    private final RecentIds recent = new RecentIds();
    private final PlainArrivals arrivals;
    private final Map<String, Sent> sent = new LinkedHashMap<>();
    private final Set<LetterLink> links = new LinkedHashSet<>();
    private final LoopTimer deadline;

    /** @param safe whether there may be any */
    Letters(Parts parts, boolean safe) {
        this.parts = parts;
        this.safe = safe;
        arrivals = new PlainArrivals(parts);
        deadline = parts.loop().timer(this::expire);
    }

    /** Whether there may be any: nothing in them shows who has made them. */
    boolean areSafe() {
        return safe;
    }

    /** The way to one system, over the present connection to the relay. */
    PlainEnd end(SystemId peer, Post post) {
        return new LetterEnd(parts, this, peer, post);
    }

    void opened(LetterLink link) {
        links.add(link);
    }

    void closed(LetterLink link) {
        links.remove(link);
    }

    /** One was given to the connection. */
    void sent(Outgoing message, LetterLink link) {
        long due = parts.nanoTime() + ANSWER.toNanos();
        if (sent.isEmpty()) {
            deadline.in(ANSWER);
        }
        Sent before = sent.put(message.id(), new Sent(message, link, due));
        if (before != null) {
            before.message().failed(DeadLetterReason.UNACKNOWLEDGED);
        }
    }

    void acknowledged(String frameId) {
        Sent one = sent.remove(frameId);
        if (one != null) {
            one.message().delivered();
            one.link().answered(one.message());
        }
    }

    /** @param absent whether that is as the target is not there */
    void refused(String frameId, String reason, boolean absent) {
        Sent one = sent.remove(frameId);
        if (one == null) {
            return;
        }
        parts.log().warn("a message to " + one.link().peer() + " was not delivered: " + reason);
        parts.figures().of(one.link().peer()).failed(reason);
        one.message().failed(absent ? DeadLetterReason.NO_ROUTE : DeadLetterReason.DISCONNECTED);
        one.link().answered(one.message());
        if (absent) {
            one.link().lost(reason);
        }
    }

    private void expire() {
        List<Sent> expired = takeExpired();
        // Behind that, as each makes room for the next one, which is put where these were.
        for (Sent one : expired) {
            parts.log().warn("a message to " + one.link().peer() + ": relay acknowledgement timed out");
            one.message().failed(DeadLetterReason.UNACKNOWLEDGED);
            one.link().answered(one.message());
        }
    }

    /** Takes out those whose time is over, and sets the timer for the first of those that are left. */
    private List<Sent> takeExpired() {
        long now = parts.nanoTime();
        List<Sent> expired = new ArrayList<>();
        for (Iterator<Sent> all = sent.values().iterator(); all.hasNext(); ) {
            Sent one = all.next();
            long left = one.deadlineNanos() - now;
            if (left > 0) {
                deadline.inNanos(left);
                break;
            }
            all.remove();
            expired.add(one);
        }
        return expired;
    }

    /** The connection to the relay is gone: what it has not said, nobody knows. */
    void down(String why) {
        deadline.cancel();
        List<Sent> unknown = new ArrayList<>(sent.values());
        sent.clear();
        unknown.forEach(one -> one.message().failed(DeadLetterReason.UNACKNOWLEDGED));
        List.copyOf(links).forEach(link -> link.lost(why));
    }

    void writable() {
        List.copyOf(links).forEach(LetterLink::pump);
    }

    /** One has come. What is no envelope is dropped: the connection is that of all, and others have no part in it. */
    void received(SystemId source, ByteBuf payload) {
        if (parts.ways().isClosing()) {
            return;
        }
        if (!areSafe()) {
            parts.refusals()
                    .refused(
                            TransportRefusal.AUTHENTICATION,
                            "a message of " + source
                                    + " that came by the relay was dropped, as nothing in it shows that it"
                                    + " knows the secret; allowUnauthenticatedPython() of the remote lets them in");
            return;
        }
        PeerFigures figures = parts.figures().of(source);
        figures.frameReceived();
        figures.worked();
        int most = parts.settings().limits().largestFrame();
        if (payload.readableBytes() > most) {
            String why = "it has " + payload.readableBytes() + " bytes; at most " + most
                    + " are accepted, which maxFrameBytes of the remote sets";
            figures.failed(why);
            parts.refusals().refused(TransportRefusal.TOO_LONG, "a message of " + source + " was dropped: " + why);
            return;
        }
        try {
            take(source, parts.codecs().envelope(ByteBufUtil.getBytes(payload), 0));
        } catch (CodecException e) {
            figures.failed(String.valueOf(e.getMessage()));
            parts.refusals().refused(e, "a message of " + source + " was dropped: " + e.getMessage());
        }
    }

    private void take(SystemId source, WireEnvelope envelope) {
        var sender = envelope.sender();
        if (sender != null && !sender.systemId().equals(source)) {
            parts.refusals()
                    .refused(
                            TransportRefusal.FORGED,
                            "a message in the name of " + sender + " was dropped: " + source + " has sent it");
        } else if (recent.add(source, envelope.messageId())) {
            arrivals.receive(envelope);
        }
    }
}
