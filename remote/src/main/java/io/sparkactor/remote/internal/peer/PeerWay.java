package io.sparkactor.remote.internal.peer;

import io.sparkactor.ConnectionState;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.remote.internal.codec.Mode;
import io.sparkactor.remote.internal.handshake.Dialler;
import io.sparkactor.remote.internal.link.Session;
import io.sparkactor.remote.internal.parts.Outlet;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.queue.OutQueue;
import io.sparkactor.remote.internal.session.FailureCause;
import io.sparkactor.remote.internal.session.SessionKey;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.OutboundMessage;
import io.sparkactor.spi.RemoteControl;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that leads to one system: a queue, and behind it the session of a {@link Guest} if the system has called us, else the
 * {@link PeerRoute} by which we call it. The two never carry anything at the same time; as both take from the one queue, what waits keeps
 * its order whoever takes it. Without a route the way ends with its guest, with one it ends when that is closed. Sending, joining and
 * closing are for any thread, all else is confined to the loop.
 */
final class PeerWay implements Outlet, Leaving {

    private final Parts parts;
    private final Peers peers;
    private final SystemId peer;
    private final OutQueue queue;
    private final Unsent unsent;

    /** Changed under the lock of this object, as is {@link #ending}: so a way is not both joined and left by its last guest. */
    private volatile @Nullable PeerRoute route;

    /** Why it is closed, and how what was not sent ends; null while it is open. */
    private volatile @Nullable Ending ending;

    /** Confined to the loop. */
    private boolean released;

    private record Ending(String why, DeadLetterReason reason) {}

    /** Changed on the loop. */
    private volatile @Nullable Guest guest;

    /** A way that leads nowhere yet. */
    PeerWay(Parts parts, Peers peers, SystemId peer) {
        this.parts = parts;
        this.peers = peers;
        this.peer = peer;
        queue = new OutQueue(parts, peer, Mode.UNKNOWN, this::pump, this::giveUp);
        unsent = new Unsent(parts);
    }

    @Override
    public SystemId peer() {
        return peer;
    }

    OutQueue queue() {
        return queue;
    }

    Unsent unsent() {
        return unsent;
    }

    boolean isClosed() {
        return ending != null;
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

    /**
     * The route of this way, begun now if there was none; null if the way is closed. One that lasts takes the place of a detour: what waits,
     * and the session, go on over that.
     *
     * @param lasting whether it is kept though nobody is there
     */
    synchronized @Nullable PeerRoute join(Dialler dialler, boolean lasting) {
        if (ending != null) {
            return null;
        }
        PeerRoute own = route;
        if (own == null) {
            own = new PeerRoute(parts, this, dialler, lasting);
            route = own;
            own.start();
        } else if (lasting && !own.isLasting()) {
            own.lead(dialler);
        }
        return own;
    }

    /** Whether it leads by a detour. */
    boolean isDetour() {
        PeerRoute own = route;
        return own != null && !own.isLasting();
    }

    /** Whether it leads by that detour, or by none. */
    boolean leadsBy(@Nullable Dialler detour) {
        PeerRoute own = route;
        return own == null || own.isLasting() || own.dialler().equals(detour);
    }

    /** If it leads by a detour, that ends; and the way too, unless the system has called us. */
    void dropDetour(String why) {
        PeerRoute dropped;
        boolean called;
        synchronized (this) {
            dropped = route;
            called = guest != null;
            if (dropped == null || dropped.isLasting()) {
                return;
            }
            if (called) {
                route = null;
            }
        }
        if (called) {
            parts.loop().execute(() -> dropped.release(why));
        } else {
            close(why);
        }
    }

    /** The present guest. */
    @Nullable
    Guest guest() {
        return guest;
    }

    /** Whether a session that we have dialled stands, although the peer offers one. */
    boolean standsAgainst(SessionKey offer) {
        PeerRoute own = route;
        return own != null && own.standsAgainst(offer);
    }

    /**
     * A new guest in place of all that there was; null if the way is closed.
     *
     * @param gone told once, when its session is over
     * @param why told to whoever it drives out
     */
    @Nullable
    Guest welcome(SessionKey key, Consumer<Guest> gone, String why) {
        Guest before = guest;
        if (before != null) {
            over(before, why);
        }
        PeerRoute own = route;
        if (own != null) {
            own.giveWay(why);
        }
        queue.mode(Mode.SESSION);
        synchronized (this) {
            if (ending != null) {
                return null;
            }
            var next = new Guest(parts, this, key, gone, new Session(parts, peer, queue.outbox(), unsent.take()));
            guest = next;
            return next;
        }
    }

    /** The guest is connected. */
    void called() {
        PeerRoute own = route;
        if (own == null) {
            parts.home().connectionChanged(peer, ConnectionState.CONNECTED, "it has called");
        } else {
            own.ride();
        }
    }

    /** The guest is not connected any more, and may come back. */
    void cut(String why) {
        PeerRoute own = route;
        if (own == null) {
            parts.home().connectionChanged(peer, ConnectionState.DISCONNECTED, why);
        } else {
            own.down(why);
        }
    }

    /** The session of a guest is over: what waits goes by the route, if there is one. Nothing happens if it is not here any more. */
    void over(Guest ended, String why) {
        if (guest != ended) {
            return;
        }
        guest = null;
        unsent.keep(ended.leave(why));
        if (closeUnlessJoined(why)) {
            peers.remove(this);
            queue.close(DeadLetterReason.DISCONNECTED);
            release();
        } else if (ending == null) {
            queue.lost(why);
            PeerRoute own = route;
            if (own != null) {
                own.alone(why);
            }
        }
    }

    private synchronized boolean closeUnlessJoined(String why) {
        return route == null && markClosed(new Ending(why, DeadLetterReason.DISCONNECTED));
    }

    private synchronized boolean markClosed(Ending now) {
        if (ending != null) {
            return false;
        }
        peers.losing(this);
        ending = now;
        return true;
    }

    private void pump() {
        Guest there = guest;
        PeerRoute own = route;
        if (there != null) {
            there.pump();
        } else if (own != null) {
            own.pump();
        }
    }

    /** Ends the session, as its peer does not read. */
    private void giveUp(String why) {
        Guest there = guest;
        PeerRoute own = route;
        if (there != null) {
            there.end(why);
        } else if (own != null) {
            own.giveUp(why);
        }
    }

    /** Gives it up, whoever has called whom: settles all, tells the other side where it would understand. Safe to call twice. */
    void close(String why) {
        close(why, DeadLetterReason.DISCONNECTED);
    }

    /** The same, where what was not sent ends with another reason. */
    void close(String why, DeadLetterReason reason) {
        if (!markClosed(new Ending(why, reason))) {
            return;
        }
        peers.remove(this);
        queue.close(reason);
        PeerRoute own = route;
        if (own != null) {
            own.connection().closed(why);
        }
        if (!parts.loop().execute(this::release)) {
            tellLoss(why);
        }
    }

    @Override
    public void release() {
        Ending now = ending;
        if (now == null || released) {
            return;
        }
        released = true;
        String why = now.why();
        Guest there = guest;
        if (there != null) {
            guest = null;
            unsent.keep(there.leave(why));
        }
        PeerRoute own = route;
        if (own != null) {
            own.release(why);
        }
        unsent.close(now.reason());
        tellLoss(why);
        if (route == null) {
            parts.home().connectionChanged(peer, ConnectionState.CLOSED, why);
        }
    }

    private void tellLoss(String why) {
        queue.lost(why);
        peers.lost(this);
    }

    /** How it stands; null if it leads nowhere yet. */
    @Nullable
    TransportHealth health() {
        Guest there = guest;
        PeerRoute own = route;
        if (there != null) {
            return there.health(queue.size());
        }
        return own == null ? null : own.health();
    }
}
