package io.sparkactor;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Systems that know each other, what each of them can, and who of them lives: where {@link Syndicate#createActor(ActorSpec, Placement)} finds
 * a place for an actor. A syndicate takes part if it was opened with {@link SyndicateConfig#federation}. Thread-safe.
 *
 * <p>Each member holds a lease of each other one and renews it by itself; one that stays silent for longer than its lease is a member no more,
 * and one whose connection is lost for good, or that has closed, at once. {@link RuntimeEvent.MemberJoined}, {@link
 * RuntimeEvent.MemberUpdated} and {@link RuntimeEvent.MemberLeft} tell of all that. There is no leader, and no common view: each system says
 * what it knows. A syndicate that closes leaves.
 */
public interface Federation {

    /**
     * Joins the federation of whoever is at an address, and all its members: connects, and waits until both sides have shown that they may. From
     * then on the connections are held by the federation; a member that was lost is called again for twenty leases.
     *
     * <p>Blocks for as long as {@link Syndicate#connect(String)} does, then at most 5 s for the connection that stays, then for two answers, each
     * as long as an {@linkplain SyndicateConfig#askTimeout ask} waits by default. For all further members together it takes 5 s more at most.
     * At most 1,000 systems are called again when they are lost.
     *
     * @param address {@code host:port}, IPv6 as {@code [::1]:port}
     * @return the system there, which is a member now. Those members that could not be reached yet are called on behind this
     * @throws FederationException if that system cannot be joined; its {@code reason} says why
     * @throws RemoteException if nobody answers there, or refuses the connection, or that is this system itself
     * @throws IllegalArgumentException if {@code address} is none
     * @throws IllegalStateException if there is a connection to that system at another address
     * @throws SyndicateClosedException if the syndicate is closed
     */
    FederationMember join(String address);

    /**
     * The same, of a system that is known already: another one at that address is not talked to. Waits at most 5 s until there is a connection,
     * if none leads there; the rest as above.
     *
     * @throws FederationException as {@link #join(String)}, and if nobody answers there
     * @throws IllegalArgumentException if {@code peer} is this system
     * @throws SyndicateClosedException if the syndicate is closed
     */
    FederationMember join(SystemId peer, InetSocketAddress address);

    /** All members just now, this system among them, in the order of their names; a snapshot. */
    List<FederationMember> members();

    /** One member, if it is one; a snapshot. */
    Optional<FederationMember> member(SystemId system);

    /**
     * Changes what this system can, and tells all members at once.
     *
     * @param name of at most 100 characters
     * @param value a text of at most 1,000 characters, a truth value or a number; whole numbers are kept as {@code Long}, others as {@code
     *     Double}
     * @throws IllegalArgumentException if it is none of these, or this would be more than a hundred capabilities
     */
    void capability(String name, Object value);

    /**
     * Takes leave of all members: they forget this system and it forgets them. It takes nobody in until it joins again. Connections stay, so that
     * refs go on working; so do actors that were placed, but for those that are {@linkplain Placement.Auto#tied tied}. Waits until that was
     * sent. Nothing happens if there is nobody to leave.
     */
    void leave();
}
