package io.sparkactor;

import io.sparkactor.internal.syndicate.GlobalSyndicate;
import io.sparkactor.internal.syndicate.LocalSyndicate;
import io.sparkactor.internal.syndicate.SyndicateBody;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A running actor system, and its own inbox: the sender of what it tells, and where the replies land. Thread-safe.
 *
 * <pre>{@code
 * try (var syndicate = Syndicate.open("hello")) {
 *     var hello = syndicate.createActor(HelloActor::new);
 *     syndicate.tell(hello, "World");
 *     IO.println(syndicate.receive(Duration.ofSeconds(1)).content());
 * }
 * }</pre>
 *
 * <p>After {@link #close} every call that would send, create or receive throws {@link SyndicateClosedException}, or returns a refused
 * {@link Delivery}; refs of a closed syndicate refuse.
 */
public interface Syndicate extends Inbox, AutoCloseable {

    /**
     * Opens a syndicate with default options.
     *
     * @param name its name; decides its {@link SystemId}. Two open syndicates of one name in one JVM are fine
     * @throws IllegalArgumentException if {@code name} is blank
     * @throws NullPointerException if {@code name} is null
     */
    static Syndicate open(String name) {
        return open(name, config -> {});
    }

    /**
     * Opens a syndicate.
     *
     * @param name its name; decides its {@link SystemId}
     * @param options sets the options: {@code c -> c.askTimeout(Duration.ofSeconds(2))}
     */
    static Syndicate open(String name, Consumer<? super SyndicateConfig> options) {
        return LocalSyndicate.open(name, options);
    }

    /**
     * Opens a syndicate, runs {@code body} on a virtual thread, closes the syndicate, and throws what the body threw.
     *
     * @param <X> what the body may throw
     */
    static <X extends Exception> void run(String name, Body<X> body) throws X {
        Objects.requireNonNull(body, "body");
        SyndicateBody.call(name, syndicate -> {
            body.run(syndicate);
            return Boolean.TRUE;
        });
    }

    /**
     * Opens a syndicate, runs {@code body} on a virtual thread, closes the syndicate, and returns or throws what the body did.
     *
     * @param <R> the result of the body
     * @param <X> what the body may throw
     */
    static <R, X extends Exception> R call(String name, Call<R, X> body) throws X {
        return SyndicateBody.call(name, Objects.requireNonNull(body, "body"));
    }

    /**
     * The syndicate of the JVM, for programs and libraries that have no other: opened with default options at the first call, the same
     * for all until it is closed. Its threads do not keep the JVM alive. When the JVM shuts down it is closed, with at most 2 s for
     * what is queued and 3 s in all.
     *
     * <p>{@link #close} on it closes it for everybody, so do not open it in a {@code try}. The next call then opens a new one, without
     * the actors of the old one, whose refs refuse.
     *
     * @throws SyndicateClosedException if the JVM shuts down and has no open one
     */
    static Syndicate global() {
        return GlobalSyndicate.get();
    }

    /** The name that was given. */
    String name();

    /** The identity, made from the name. */
    SystemId systemId();

    /** A new inbox, apart from the syndicate's own. */
    Endpoint endpoint();

    /** How its actors find each other: by name, or by the topics that they have joined. */
    Registry registry();

    /**
     * Asks an actor to stop: children first, then its {@code postStop}. The request overtakes its queue, which becomes dead letters;
     * a handler that computes is not interrupted, one that waits in an ask gets an {@link ActorStoppedException}. Does not wait.
     * Nothing happens if it has stopped already. An actor of another system is asked the same, without an answer; if no way leads there, a
     * warning says so.
     *
     * @throws IllegalArgumentException if {@code target} is not an actor of this syndicate, nor of another system
     * @throws UnsupportedOperationException if its system has no word for that, as the Python original
     */
    void stop(ActorRef<?> target);

    /**
     * Asks an actor to stop when it has handled all that is queued now, or in another system, when this arrives there. What comes behind
     * becomes dead letters. Does not wait.
     *
     * @throws IllegalArgumentException as {@link #stop}
     * @throws UnsupportedOperationException as {@link #stop}
     */
    void stopAfterQueue(ActorRef<?> target);

    /**
     * Waits until an actor has stopped.
     *
     * @return whether it has
     */
    boolean awaitStop(ActorRef<?> target, Duration timeout);

    /**
     * A ref to whoever has an id, in this system or in another one. Whether anybody has it shows when something is sent: a message for
     * an unknown one becomes a dead letter, {@link DeadLetterReason#NO_ACTOR} here or there, and where no connection leads,
     * {@link DeadLetterReason#NO_ROUTE}.
     *
     * @param id the id, as from {@link ActorRef#id}
     * @param type what it takes; nobody checks that here
     * @throws IllegalStateException if this syndicate was opened without {@link SyndicateConfig#remote}
     */
    <M> ActorRef<M> ref(ActorId id, Class<M> type);

    /**
     * A ref to the actor that has a name in another system, or in this one. It is looked up for each message anew, there: whoever has
     * the name then gets it, and where nobody has it, it becomes a dead letter, {@link DeadLetterReason#NO_ACTOR}.
     *
     * @param system the system, as from {@link SystemId#ofName} or {@link Connection#peer}
     * @param path names from the top, as for {@link Registry#find}
     * @param type what it takes; nobody checks that here
     * @throws IllegalArgumentException if {@code path} is blank
     * @throws IllegalStateException if this syndicate was opened without {@link SyndicateConfig#remote}
     */
    <M> ActorRef<M> ref(SystemId system, String path, Class<M> type);

    /**
     * Where other systems find this one.
     *
     * @throws IllegalStateException if it was opened without {@link SyndicateConfig#remote}
     */
    InetSocketAddress remoteAddress();

    /**
     * Keeps a connection open to another system. Does not wait for it; what is sent meanwhile is queued, within bounds.
     *
     * @param peer the system; another one at that address is not talked to
     * @param address where it listens
     * @return the connection; the present one if there is one to that system at that address
     * @throws IllegalArgumentException if {@code peer} is this system
     * @throws IllegalStateException if it was opened without {@link SyndicateConfig#remote}, or has a connection to that system at another address
     * @throws SyndicateClosedException if it is closed
     */
    Connection connect(SystemId peer, InetSocketAddress address);

    /**
     * Keeps a connection open to whoever is at an address, and learns who that is: waits for the first handshake, at most about
     * twice as long as the transport gives one (5 s unless configured).
     *
     * @param address {@code host:port}, IPv6 as {@code [::1]:port}
     * @throws RemoteException if nobody answers there, or refuses
     * @throws IllegalArgumentException if {@code address} is none
     * @throws IllegalStateException as {@link #connect(SystemId, InetSocketAddress)}
     */
    Connection connect(String address);

    /**
     * Where other systems find this one over WebSocket, {@code ws://host:port} or {@code wss://host:port}; empty if it listens for
     * something else, as TCP.
     *
     * @throws IllegalStateException if it was opened without {@link SyndicateConfig#remote}
     */
    Optional<URI> remoteUri();

    /**
     * Keeps a connection over WebSocket open to another system, whatever this one listens for itself. As {@link #connect(SystemId,
     * InetSocketAddress)}.
     *
     * @param uri {@code ws://host:port/path} or {@code wss://…}, IPv6 in brackets; where no port is said it is 80, or 443 with {@code wss}
     * @throws IllegalArgumentException if {@code uri} is none, or {@code peer} is this system
     * @throws IllegalStateException as {@link #connect(SystemId, InetSocketAddress)}
     * @throws UnsupportedOperationException if the transport knows no WebSocket
     * @throws SyndicateClosedException if it is closed
     */
    Connection connectUri(SystemId peer, URI uri);

    /**
     * Keeps a connection over WebSocket open to whoever is there, and learns who that is, as {@link #connect(String)}. That takes a Java
     * system: the Python original does not say who it is, so for one of those use {@link #connectUri(SystemId, URI)}.
     *
     * @param uri as for {@link #connectUri(SystemId, URI)}
     * @throws RemoteException if nobody answers there, refuses, or does not say who it is
     * @throws IllegalArgumentException if {@code uri} is none
     * @throws IllegalStateException as {@link #connect(SystemId, InetSocketAddress)}
     * @throws UnsupportedOperationException if the transport knows no WebSocket
     * @throws SyndicateClosedException if it is closed
     */
    Connection connectUri(URI uri);

    /**
     * Keeps a connection open to a relay, and by it to every system that is registered there and to which no other way leads. Needs no
     * port that others reach. Does not wait for it.
     *
     * @param relay as for {@link #connectUri(SystemId, URI)}
     * @param secret what the relay wants to be shown; it never travels to a Java relay
     * @return the connection; its {@linkplain Connection#peer() peer} is the relay
     * @throws IllegalArgumentException if {@code relay} is no such URI, or {@code secret} is empty
     * @throws IllegalStateException if it was opened without {@link SyndicateConfig#remote}, or has a connection to another relay,
     *     or to that relay with another secret
     * @throws UnsupportedOperationException if the transport knows no relays
     * @throws SyndicateClosedException if it is closed
     */
    Connection connectRelay(URI relay, String secret);

    /** As {@link #connectRelay(URI, String)}, for a relay without a secret, as there may be on the same machine. */
    Connection connectRelay(URI relay);

    /**
     * The systems that this one has joined, or that have joined it.
     *
     * @throws IllegalStateException if it was opened without {@link SyndicateConfig#federation}
     */
    Federation federation();

    /**
     * Creates an actor in this system or in another member of the federation, where it is a top-level actor: no actor is its parent, its failures
     * are supervised by its own system, and its ref works as any of another system. It lives until it is stopped, also when this system has
     * left or closed, unless the placement is {@linkplain Placement.Auto#tied tied}.
     *
     * <p>To another system travel the class, which must be {@linkplain FederationConfig#host hosted} there, the arguments of its constructor, as
     * contents of messages do, the name, and {@link ActorSpec#execution}; so the spec must be one {@linkplain ActorSpec#of(Class, Object...)
     * from a class} without a mailbox, supervision, accepted type or process options of its own. Waits for the answer as long as an ask
     * does by default; the constructor and {@code preStart} run there meanwhile.
     *
     * @throws PlacementException if it cannot be placed; its {@code reason} says why
     * @throws SyndicateClosedException if the syndicate is closed
     * @see #createActor(ActorSpec) for what it throws besides if it is placed in this system
     */
    <M> ActorRef<M> createActor(ActorSpec<M> spec, Placement placement);

    /** How the ways to other systems stand; a snapshot, empty without {@link SyndicateConfig#remote}. */
    Map<SystemId, TransportHealth> transportHealth();

    /**
     * How often the transport has refused somebody or something of others since it was opened, by reason: on its port, on connections that were
     * made from here, and by a relay. A snapshot, not to be changed; reasons that have not occurred are not in it, and without {@link
     * SyndicateConfig#remote} it is empty. Each refusal is counted once, whatever it ends; of somebody who was called from here, at each attempt.
     */
    Map<TransportRefusal, Long> transportRefusals();

    /** The books: what became of every message. Adds up at a quiet moment. */
    Ledger ledger();

    /**
     * What everybody does just now: the tree of actors with what they wait for and what waits for them, and the figures of the
     * syndicate. Its {@code toString} is for a terminal, its {@code summary} for a log. It takes time by the number of actors and of
     * queued messages, on the calling thread; no actor waits for it, and it waits for none, whatever they do. Also after the close.
     */
    Diagnostics diagnostics();

    /** The last 1,024 dead letters, oldest first; a snapshot. */
    List<DeadLetter> deadLetters();

    /**
     * The messages of an actor that were kept aside because its handler threw, oldest first; a snapshot, also after the actor has
     * stopped. Empty unless its {@link Supervision#parking} says so.
     *
     * @throws IllegalArgumentException if {@code target} is not an actor of this syndicate
     */
    List<ParkedMessage> parked(ActorRef<?> target);

    /**
     * Subscribes to runtime events. The subscriber is called on a virtual thread of its own, one event after the other; if it is more
     * than 2,048 events behind, it misses some and is told how many. What it throws is logged. Neither ever holds up an actor.
     */
    EventSubscription subscribe(Consumer<? super RuntimeEvent> subscriber);

    /**
     * Subscribes to the runtime events of one kind: {@code subscribe(RuntimeEvent.DeadLettered.class, event -> …)}. As {@link
     * #subscribe(Consumer)}; events of other kinds take none of its 2,048 places. That it has missed some is said by a warning in
     * the log and by {@link EventSubscription#lost}, as {@link RuntimeEvent.EventsLost} is another kind.
     *
     * @param <E> the kind
     */
    <E extends RuntimeEvent> EventSubscription subscribe(Class<E> kind, Consumer<? super E> subscriber);

    /** Whether the syndicate takes no more sends from outside. */
    boolean isClosed();

    /** Closes as {@link #close(Duration)}, with the configured drain time-out. */
    @Override
    void close();

    /**
     * Refuses sends from outside, lets the actors work on what is queued up to {@code drainTimeout}, stops them all, and ends the
     * threads. Returns at most a second after that, whatever handlers do. Safe to call twice and from any thread: later calls wait
     * for the first and get its report. Inside a turn it only requests the close and returns at once, with an empty report.
     */
    CloseReport close(Duration drainTimeout);

    /**
     * What {@link #run} runs.
     *
     * @param <X> what it may throw
     */
    @FunctionalInterface
    interface Body<X extends Exception> {
        /** Runs. */
        void run(Syndicate syndicate) throws X;
    }

    /**
     * What {@link #call} runs.
     *
     * @param <R> the result
     * @param <X> what it may throw
     */
    @FunctionalInterface
    interface Call<R, X extends Exception> {
        /** Runs. */
        R run(Syndicate syndicate) throws X;
    }
}
