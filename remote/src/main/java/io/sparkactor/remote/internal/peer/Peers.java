package io.sparkactor.remote.internal.peer;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.parts.Outlet;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.parts.Ways;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The ways of one transport to others: one to each system that we call or that has a session with us, and those who have called without
 * one and can be answered. Thread-safe.
 */
public final class Peers implements Ways {

    private final Map<SystemId, PeerWay> ways = new ConcurrentHashMap<>();
    private final Map<SystemId, PlainGuest> plainGuests = new ConcurrentHashMap<>();
    private final Map<SystemId, List<Leaving>> losing = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /** The way to a system; null if there is none. One that we have called goes before what calls us without a session. */
    @Override
    public @Nullable Outlet outlet(SystemId peer) {
        PeerWay way = ways.get(peer);
        return way == null ? plainGuests.get(peer) : way;
    }

    /** The present way to a system; null if there is none. */
    @Nullable
    PeerWay way(SystemId peer) {
        return ways.get(peer);
    }

    /** The present way to a system, or a new one if there is none or it is closed. It may be closed at any moment. */
    PeerWay wayTo(SystemId peer, Parts parts) {
        return ways.compute(
                peer, (_, present) -> present == null || present.isClosed() ? new PeerWay(parts, this, peer) : present);
    }

    void remove(PeerWay way) {
        ways.remove(way.peer(), way);
    }

    /** Adds one that has called without a session; returns the one that had its place. */
    @Nullable
    PlainGuest add(PlainGuest guest) {
        return plainGuests.put(guest.peer(), guest);
    }

    /** The one who has called as that system, without a session. */
    @Nullable
    PlainGuest plainGuest(SystemId peer) {
        return plainGuests.get(peer);
    }

    void remove(PlainGuest guest) {
        plainGuests.remove(guest.peer(), guest);
    }

    Collection<PlainGuest> plainGuests() {
        return plainGuests.values();
    }

    /** A way is closed, and the syndicate has not heard of it yet; ends with {@link #lost}. To be said before it gives its place to another. */
    void losing(Leaving way) {
        losing.merge(way.peer(), List.of(way), (before, added) -> {
            List<Leaving> all = new ArrayList<>(before);
            all.addAll(added);
            return List.copyOf(all);
        });
    }

    /** The syndicate has heard that a way was lost. */
    void lost(Leaving way) {
        losing.computeIfPresent(way.peer(), (_, before) -> {
            List<Leaving> left = before.stream().filter(other -> other != way).toList();
            return left.isEmpty() ? null : left;
        });
    }

    /** Has the syndicate hear now of the ways to a system that are closed. On the loop, behind {@link #wayTo}, so that it holds for what that returns. */
    void settle(SystemId peer) {
        losing.getOrDefault(peer, List.of()).forEach(Leaving::release);
    }

    /**
     * Whether the syndicate is still to hear that a way was lost: until then, nothing may begin on the next one, as that would seem lost too.
     * To be asked behind {@link #outlet}, so that it holds for what that returns.
     */
    boolean isLosing(SystemId peer) {
        return losing.containsKey(peer);
    }

    Collection<PeerWay> ways() {
        return ways.values();
    }

    /** Ends the sessions of those who have called and are cut off. On the loop. */
    void endAbsentGuests(String why) {
        for (PeerWay way : List.copyOf(ways.values())) {
            Guest guest = way.guest();
            if (guest != null) {
                guest.endUnlessUp(why);
            }
        }
    }

    /** Closes all that there are. */
    public void closeWays(String why) {
        List.copyOf(ways.values()).forEach(way -> way.close(why));
    }

    /** Ends all who have called without a session. On the loop. */
    public void endPlainGuests(String why) {
        List.copyOf(plainGuests.values()).forEach(guest -> guest.end(why));
    }

    /** From now on, nothing more is taken in or out. */
    void close() {
        closing = true;
    }

    @Override
    public boolean isClosing() {
        return closing;
    }
}
