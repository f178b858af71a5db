package io.sparkactor;

import io.sparkactor.internal.syndicate.GlobalSyndicate;
import io.sparkactor.internal.syndicate.LocalSyndicate;
import io.sparkactor.internal.syndicate.SyndicateBody;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
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
     * Nothing happens if it has stopped already.
     *
     * @throws IllegalArgumentException if {@code target} is not an actor of this syndicate
     */
    void stop(ActorRef<?> target);

    /** Asks an actor to stop when it has handled all that is queued now. What comes behind becomes dead letters. Does not wait. */
    void stopAfterQueue(ActorRef<?> target);

    /**
     * Waits until an actor has stopped.
     *
     * @return whether it has
     */
    boolean awaitStop(ActorRef<?> target, Duration timeout);

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
