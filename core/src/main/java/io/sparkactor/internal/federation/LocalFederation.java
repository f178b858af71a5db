package io.sparkactor.internal.federation;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Connection;
import io.sparkactor.Federation;
import io.sparkactor.FederationException;
import io.sparkactor.FederationMember;
import io.sparkactor.FederationMember.Health;
import io.sparkactor.Placement;
import io.sparkactor.Supervision;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.SystemId;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.remote.Remoting;
import io.sparkactor.internal.seal.Handshakes;
import io.sparkactor.spi.HostPort;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The federation as one syndicate has it. Thread-safe. */
public final class LocalFederation implements Federation {

    private final Home home;
    private final Placing placing;
    private final ActorRef<Object> steward;

    /**
     * Begins to take part. Before anybody has the syndicate, which talks to others already.
     *
     * @throws IllegalStateException if it listens where nobody finds it, and no other address was given
     */
    public LocalFederation(SyndicateCore core, Remoting remoting, FederationSettings settings) {
        home = new Home(
                core,
                remoting,
                new Own(core.name(), remoting.address(), settings),
                new Handshakes(settings.token()),
                new Peers(),
                new Contacts(settings.lease()));
        placing = new Placing(home);
        steward = core.syndicate()
                .createActor(ActorSpec.of(() -> new Steward(home))
                        .named(Words.STEWARD)
                        .supervision(Supervision.resume()));
    }

    @Override
    public FederationMember join(String address) {
        InetSocketAddress parsed = Vouched.parse(Objects.requireNonNull(address, "address"));
        checkOpen();
        Set<SystemId> before = home.remoting().health().keySet();
        Connection connection = home.remoting().connect(address);
        SystemId peer = connection.peer();
        boolean isNew = home.contacts().want(where(peer, parsed), home.hooks().nanoTime());
        if (!before.contains(peer)) {
            home.contacts().opened(where(peer, parsed), connection);
        }
        return join(where(peer, parsed), isNew, connection);
    }

    @Override
    public FederationMember join(SystemId peer, InetSocketAddress address) {
        Objects.requireNonNull(address, "address");
        if (Objects.requireNonNull(peer, "peer").equals(home.systemId())) {
            throw new IllegalArgumentException(
                    "a system joins others, not itself: " + home.core().name());
        }
        checkOpen();
        Vouched where = where(peer, address);
        return join(where, home.contacts().want(where, home.hooks().nanoTime()), null);
    }

    private static Vouched where(SystemId peer, InetSocketAddress address) {
        return new Vouched(peer, HostPort.text(address));
    }

    private void checkOpen() {
        if (home.core().isClosing()) {
            throw new SyndicateClosedException(
                    "the syndicate " + home.core().name() + " is closed, so it joins nobody any more");
        }
    }

    private FederationMember join(Vouched where, boolean isNew, @Nullable Connection connection) {
        var handshake = new Handshake(home, steward);
        Handshake.Outcome outcome;
        boolean joined = false;
        try {
            if (connection != null) {
                Handshake.awaitConnected(connection, Handshake.CONNECT);
            }
            outcome = handshake.call(where);
            joined = true;
        } finally {
            if (!joined && isNew) {
                home.contacts().drop(where.system());
            }
        }
        admit(outcome);
        joinOthers(outcome.others());
        return outcome.peer().view(home.hooks());
    }

    /** All together take no longer than one that does not answer; who is left stays wanted, and is called again with the next renewal. */
    private void joinOthers(List<Vouched> others) {
        long now = home.hooks().nanoTime();
        List<Vouched> wanted = new ArrayList<>();
        for (Vouched other : others) {
            if (!other.system().equals(home.systemId())
                    && home.peers().get(other.system()) == null
                    && home.contacts().want(other, now)) {
                wanted.add(other);
            }
        }
        var handshake = new Handshake(home, steward, now + Handshake.CONNECT.toNanos());
        for (Vouched other : wanted) {
            if (!handshake.isOver()) {
                joinOther(handshake, other);
            }
        }
    }

    private void joinOther(Handshake handshake, Vouched other) {
        try {
            admit(handshake.call(other));
        } catch (FederationException e) {
            // Who does not answer says nothing about the rest.
        }
    }

    private void admit(Handshake.Outcome outcome) {
        steward.ask(new Order.Admit(outcome, false), Boolean.class);
    }

    @Override
    public List<FederationMember> members() {
        return Stream.concat(Stream.of(self()), home.peers().all().stream().map(peer -> peer.view(home.hooks())))
                .sorted(Comparator.comparing(FederationMember::name))
                .toList();
    }

    @Override
    public Optional<FederationMember> member(SystemId system) {
        if (Objects.requireNonNull(system, "system").equals(home.systemId())) {
            return Optional.of(self());
        }
        return Optional.ofNullable(home.peers().get(system)).map(peer -> peer.view(home.hooks()));
    }

    private FederationMember self() {
        Profile profile = home.own().profile();
        return Peer.view(
                home.hooks(),
                home.systemId(),
                profile,
                Health.LIVE,
                profile.lease().toNanos());
    }

    @Override
    public void capability(String name, Object value) {
        home.own().capability(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        steward.tell(new Order.Announce());
    }

    @Override
    public void leave() {
        steward.ask(new Order.Leave(), Boolean.class);
    }

    /** See {@link io.sparkactor.Syndicate#createActor(ActorSpec, Placement)}. */
    public <M> ActorRef<M> createActor(ActorSpec<M> spec, Placement placement) {
        return placing.create(spec, placement);
    }
}
