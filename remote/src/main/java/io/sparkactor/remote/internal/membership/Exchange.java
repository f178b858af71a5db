package io.sparkactor.remote.internal.membership;

import io.netty.buffer.ByteBuf;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.handshake.Acceptor;
import io.sparkactor.remote.internal.handshake.Dialler.Attempt;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.tunnel.Post;
import io.sparkactor.remote.internal.tunnel.TunnelFrames;
import io.sparkactor.remote.internal.tunnel.Tunnels;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.wire.FrameException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that goes by one relay: tunnels with Java systems, and envelopes with those that speak as the original does. Which of them somebody
 * is shows when it is dialled: a tunnel is tried first, and a relay of ours says where nobody would understand it. Confined to the loop.
 */
final class Exchange implements RelayTraffic {

    private static final String NO_ROUTE = "relay route not found";
    private static final String NOT_UNDERSTOOD = "relay target does not speak " + RelayTarget.SUB_PROTOCOL;

    private static final String NOT_SAFE = "with a secret, nobody is talked to who cannot show that it knows it;"
            + " allowUnauthenticatedPython() of the remote allows it";

    /** How many of the longest pauses others may take to come back to a relay that was away. */
    private static final int PAUSES = 3;

    private final Parts parts;
    private final Acceptor acceptor;
    private final String address;
    private final Letters letters;
    private final Map<Attempt, SystemId> waiting = new LinkedHashMap<>();
    private final long comeBackNanos;
    private @Nullable Post post;
    private boolean wasDown;
    private long upNanos;
    private @Nullable Tunnels tunnels;

    /**
     * Without a connection yet.
     *
     * @param address of the relay, for people
     * @param safe whether systems are talked to that cannot show that they know the secret, or there is none
     */
    Exchange(Parts parts, Acceptor acceptor, String address, boolean safe) {
        this.parts = parts;
        this.acceptor = acceptor;
        this.address = address;
        comeBackNanos = PAUSES * parts.settings().times().longestPause().toNanos();
        letters = new Letters(parts, safe);
    }

    String address() {
        return address;
    }

    /** Reaches a system, as soon as there is a connection to the relay. */
    void dial(SystemId peer, Attempt attempt) {
        if (attempt.isOver()) {
            return;
        }
        Post to = post;
        if (to == null) {
            waiting.put(attempt, peer);
            attempt.whenOver(() -> waiting.remove(attempt));
        } else if (tunnels == null) {
            letter(to, attempt, "the relay is that of the Python original; ");
        } else {
            attempt.made(tunnels.open(peer, reason -> refused(attempt, reason)));
        }
    }

    private void refused(Attempt attempt, String reason) {
        Post to = post;
        if (attempt.isOver() || to == null) {
            return;
        }
        switch (reason) {
            case NO_ROUTE -> {
                if (othersMayComeBack()) {
                    attempt.failed(reason);
                } else {
                    attempt.nobody(reason);
                }
            }
            case NOT_UNDERSTOOD -> letter(to, attempt, reason + "; ");
            default -> attempt.failed(reason);
        }
    }

    /** Whoever is not there just after the relay was away may be on the way back, as we were. */
    private boolean othersMayComeBack() {
        return wasDown && parts.nanoTime() - upNanos < comeBackNanos;
    }

    /** As the original does it. The relay could say of anybody that nothing else is understood. */
    private void letter(Post to, Attempt attempt, String why) {
        if (letters.areSafe()) {
            attempt.madePlain(system -> letters.end(system, to));
        } else {
            attempt.failed(why + NOT_SAFE);
        }
    }

    @Override
    public void up(Post to, boolean challenged) {
        post = to;
        upNanos = parts.nanoTime();
        tunnels = challenged ? new Tunnels(parts, to, acceptor) : null;
        Map<Attempt, SystemId> now = new LinkedHashMap<>(waiting);
        waiting.clear();
        now.forEach((attempt, peer) -> dial(peer, attempt));
    }

    @Override
    public void down(String why) {
        Tunnels gone = tunnels;
        post = null;
        wasDown = true;
        tunnels = null;
        if (gone != null) {
            gone.close(why);
        }
        letters.down(why);
    }

    /** There will be no further connection. */
    void close(String why) {
        List<Attempt> left = new ArrayList<>(waiting.keySet());
        waiting.clear();
        left.forEach(attempt -> attempt.failed(why));
    }

    @Override
    public void envelope(Envelope envelope, ByteBuf payload) {
        if (!TunnelFrames.is(payload)) {
            letters.received(envelope.source(), payload);
        } else if (tunnels != null) { // the original's relay shows of nobody who it is
            try {
                tunnels.received(envelope.source(), payload);
            } catch (FrameException e) {
                // The relay looks into no payload: it is the sender that is wrong, and others have no part in it.
                parts.refusals().refused(e, "a frame of " + envelope.source() + " was dropped: " + e.getMessage());
            }
        }
    }

    @Override
    public void acknowledged(String frameId) {
        letters.acknowledged(frameId);
    }

    @Override
    public void refused(String frameId, String reason) {
        if (tunnels == null || !tunnels.refused(frameId, reason)) {
            letters.refused(frameId, reason, reason.equals(NO_ROUTE));
        }
    }

    @Override
    public void writable() {
        if (tunnels != null) {
            tunnels.writable();
        }
        letters.writable();
    }

    /** How many tunnels there are. */
    int tunnels() {
        return tunnels == null ? 0 : tunnels.size();
    }
}
