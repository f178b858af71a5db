package io.sparkactor.remote.internal.peer;

import io.sparkactor.Connection;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.WaitInterruptedException;
import io.sparkactor.remote.internal.handshake.Acceptor;
import io.sparkactor.remote.internal.handshake.Dialler;
import io.sparkactor.remote.internal.handshake.FirstCall;
import io.sparkactor.remote.internal.handshake.Nonces;
import io.sparkactor.remote.internal.parts.Outlet;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.settings.RemoteSettings;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.OutboundMessage;
import io.sparkactor.spi.RemoteControl;
import io.sparkactor.spi.TransportHome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a transport does, whatever its connections are made of: those that {@link Dialler}s make, and those that an {@link Entrance} hands
 * to the {@link #acceptor}. Thread-safe.
 *
 * <p>A message goes from {@link #send}, on the thread of whoever sends it, by way of an {@link Outlet} into an {@code OutQueue}, and from
 * there, on the loop, by way of a {@code Link} to a {@code FrameChannel}. What comes in goes from there to a handler that depends on the
 * peer, and then to the {@link TransportHome}.
 */
public final class Switchboard {

    /** How long the end of the thread and of all connections may take, once all was settled. */
    private static final long END_NANOS = 1_000_000_000;

    /** How many systems may be reached at once that nobody has named. */
    private static final int MOST_DETOURS = 1_000;

    private static final String CLOSED = "the syndicate is closed";

    private final Parts parts;
    private final Peers peers = new Peers();
    private final Acceptor acceptor;
    private volatile @Nullable Detour detour;

    /** One that leads nowhere yet, and whose loop has not started. */
    public Switchboard(TransportHome home, RemoteSettings settings) {
        parts = Parts.of(home, settings, peers, Nonces.next());
        acceptor = new Acceptor(parts, new Guests(parts, peers));
    }

    /** Has systems to which there is no way reached by a detour. To be said once, before anything is sent. */
    public void detour(Detour detour) {
        this.detour = detour;
    }

    /** What all parts share. */
    public Parts parts() {
        return parts;
    }

    /** Where those are handed who have called. */
    public Acceptor acceptor() {
        return acceptor;
    }

    /**
     * See {@link io.sparkactor.spi.Transport#connect(SystemId, java.net.InetSocketAddress)}.
     *
     * @throws IllegalArgumentException if the peer is this system
     * @throws IllegalStateException if there is a connection to that system by another way
     */
    public Connection connect(SystemId peer, Dialler dialler) {
        if (peer.equals(parts.home().systemId())) {
            throw new IllegalArgumentException("a system connects to others, not to itself: " + peer);
        }
        PeerRoute route = route(peer, dialler);
        closeIfLate(route.connection());
        if (!route.dialler().equals(dialler)) {
            throw new IllegalStateException("there is a connection to " + peer + " at "
                    + route.dialler().address() + "; close it before one to " + dialler.address() + " is made");
        }
        return route.connection();
    }

    private PeerRoute route(SystemId peer, Dialler dialler) {
        while (true) { // a way that was closed just now leaves its place to the next
            PeerWay way = peers.wayTo(peer, parts);
            PeerRoute route = way.join(dialler, true);
            if (route != null) {
                return route;
            }
        }
    }

    /** For a connection that came to be while the transport was closing: that may not have seen it. */
    public void closeIfLate(Connection connection) {
        if (peers.isClosing()) {
            connection.close();
        }
    }

    /** The way to a system; a new detour, if there is no other. Nothing is called on the home by the calling thread. */
    private @Nullable Outlet way(SystemId peer) {
        Outlet present = peers.outlet(peer);
        Detour by = detour;
        if (present != null || by == null) {
            return present;
        }
        Dialler dialler = by.to(peer);
        return dialler == null ? null : takeDetour(by, peer, dialler);
    }

    private @Nullable Outlet takeDetour(Detour by, SystemId peer, Dialler dialler) {
        if (peers.ways().stream().filter(PeerWay::isDetour).count() >= MOST_DETOURS) {
            parts.log()
                    .warn("nothing is sent to " + peer + ": " + MOST_DETOURS
                            + " systems are reached by the relay already");
            return null;
        }
        PeerWay way = peers.wayTo(peer, parts);
        while (way.guest() == null && way.join(dialler, false) == null) {
            way = peers.wayTo(peer, parts);
        }
        PeerWay taken = way;
        if (peers.isClosing()) { // since this began
            if (!parts.loop().execute(() -> taken.close(CLOSED))) {
                return null;
            }
        } else if (!taken.leadsBy(by.to(peer))) {
            // Whoever gives the detour up behind this look finds the way, and drops it.
            parts.loop().execute(() -> taken.dropDetour("the way to that system has changed meanwhile"));
        }
        return way;
    }

    /** There are no detours any more. To be said once {@link Detour#to} does not lead that way any more. */
    public void closeDetours(String why) {
        List.copyOf(peers.ways()).forEach(way -> way.dropDetour(why));
    }

    /**
     * Connects to whoever is there. Waits for a handshake.
     *
     * @throws io.sparkactor.RemoteException if nobody answers, or who answers is not welcome
     */
    public Connection connect(Dialler dialler) {
        return connect(new FirstCall(parts, dialler).peer(), dialler);
    }

    /** See {@link io.sparkactor.spi.Transport#health}. */
    public Map<SystemId, TransportHealth> health() {
        Map<SystemId, TransportHealth> health = new HashMap<>();
        parts.figures().all().forEach((peer, figures) -> {
            TransportHealth calls = figures.healthOfCalls();
            if (calls != null) {
                health.put(peer, calls);
            }
        });
        for (PlainGuest guest : peers.plainGuests()) {
            health.put(guest.peer(), guest.health());
        }
        for (PeerWay way : peers.ways()) {
            TransportHealth there = way.health();
            if (there != null) {
                health.put(way.peer(), there);
            }
        }
        Detour by = detour;
        if (by != null) {
            by.health(health);
        }
        return Map.copyOf(health);
    }

    /** See {@link io.sparkactor.spi.Transport#send}. */
    public @Nullable DeadLetterReason send(OutboundMessage message) {
        if (peers.isClosing()) {
            return DeadLetterReason.SYNDICATE_CLOSED;
        }
        Outlet outlet = way(message.target().systemId());
        return outlet == null ? DeadLetterReason.NO_ROUTE : outlet.send(message);
    }

    /** See {@link io.sparkactor.spi.Transport#carriesStreams}: where no way leads, the send says so. */
    public boolean carriesStreams(SystemId peer) {
        Outlet outlet = peers.outlet(peer);
        return outlet == null || outlet.carriesStreams();
    }

    /** See {@link io.sparkactor.spi.Transport#control}. */
    public ControlOutcome control(SystemId peer, RemoteControl control) {
        if (peers.isClosing()) {
            return new ControlOutcome.Refused(CLOSED);
        }
        Outlet outlet = way(peer);
        if (peers.isLosing(peer)) {
            return new ControlOutcome.Refused("the connection to that system was closed just now");
        }
        return outlet == null
                ? new ControlOutcome.Refused("no connection leads to that system")
                : outlet.control(control);
    }

    /** Behind all that was said by it. */
    private void closeDetour() {
        Detour by = detour;
        if (by != null) {
            by.close(CLOSED);
        }
    }

    /** See {@link io.sparkactor.spi.Transport#inFlight}. */
    public long inFlight() {
        return parts.inFlight().now();
    }

    /** Ends the thread of a transport that could not be opened. */
    public void abandon() {
        parts.loop().close(parts.nanoTime() + END_NANOS);
    }

    /**
     * See {@link io.sparkactor.spi.Transport#close}.
     *
     * @param entrance where others call
     */
    public void close(long deadlineNanos, Entrance entrance) {
        peers.close();
        entrance.close();
        parts.loop().execute(() -> peers.endAbsentGuests("it cannot come back, as this system closes"));
        try {
            parts.inFlight().awaitNone(deadlineNanos);
        } catch (WaitInterruptedException e) {
            // What is left has no more time; whoever called finds the flag set.
        }
        peers.closeWays(CLOSED);
        parts.loop().execute(() -> peers.endPlainGuests(CLOSED));
        parts.loop().execute(entrance::closeAccepted);
        parts.loop().execute(this::closeDetour);
        try {
            parts.loop().close(parts.nanoTime() + END_NANOS);
        } catch (WaitInterruptedException e) {
            // It ends by itself.
        }
    }
}
