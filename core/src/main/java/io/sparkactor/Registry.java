package io.sparkactor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How actors of one syndicate find each other: one of a name, or all of a topic. Thread-safe; nothing but {@link #await} waits.
 *
 * <pre>{@code
 * static final Topic<News> NEWS = new Topic<>("news", News.class);
 *
 * var counter = syndicate.registry().await("counter", Command.class, Duration.ofSeconds(2));
 * syndicate.registry().join(NEWS, reader);
 * syndicate.registry().publish(NEWS, new News("snow"));
 * }</pre>
 *
 * <p>A name is given by {@link ActorSpec#named}. It can be found from the moment in which {@code preStart} has returned until the
 * actor begins to stop; a restart changes nothing. All calls throw a {@link NullPointerException} for a null argument.
 */
public interface Registry {

    /**
     * The running actor of a path.
     *
     * @param path names from the top, without the syndicate: {@code "greeter"}, {@code "parent/child"}
     * @param messageType what is to be sent to it: the type that the actor accepts, or a part of that
     * @return empty if no running actor has this path; it may have stopped when the caller gets it, then it refuses
     * @throws MessageTypeException if the actor does not accept all messages of this type
     */
    <M> Optional<ActorRef<M>> find(String path, Class<M> messageType);

    /**
     * The running actor of a path, waiting for it if need be. Blocks the calling thread; inside an actor that is a parked virtual
     * thread, and other actors run meanwhile.
     *
     * @param path as for {@link #find}
     * @param messageType as for {@link #find}
     * @param timeout how long to wait; zero only looks
     * @throws ActorNotFoundException if no actor of this path runs in time
     * @throws MessageTypeException if the actor does not accept all messages of this type
     * @throws ActorStoppedException if the waiting actor itself is told to stop
     * @throws SyndicateClosedException if the syndicate closes: outside of its actors at once, inside when its threads end
     * @throws WaitInterruptedException if the calling thread is interrupted
     * @throws IllegalArgumentException if {@code timeout} is negative, or no actor can ever have this path
     */
    <M> ActorRef<M> await(String path, Class<M> messageType, Duration timeout);

    /**
     * Makes an actor or an inbox a member of a topic. It leaves by itself when it begins to stop, or is closed; a restart changes
     * nothing. Joining twice is the same as once. An actor may join itself as early as in {@code preStart}.
     *
     * @return whether it is a member now; false if it stops or has stopped
     * @throws MessageTypeException if it does not accept all messages of the topic
     * @throws IllegalArgumentException if {@code member} is no actor or inbox of this syndicate
     */
    <M> boolean join(Topic<M> topic, ActorRef<? super M> member);

    /**
     * Ends a membership; what was published before and is queued already still arrives. Nothing happens if there is none.
     *
     * @throws IllegalArgumentException if {@code member} is no actor or inbox of this syndicate
     */
    void leave(Topic<?> topic, ActorRef<?> member);

    /** The members of a topic, in the order in which they joined; a snapshot, mostly to pick one of them. */
    <M> List<ActorRef<M>> members(Topic<M> topic);

    /**
     * Tells a message to each member, in the order in which they joined, as {@link ActorRef#tell} does: inside a turn the current
     * actor is the sender, elsewhere there is none. The sender gets it too if it is a member. Members that join or leave meanwhile
     * may or may not get it. Does not wait.
     *
     * @param message the content, which all members share, so it should be immutable
     * @return how many members accepted and how many refused it; each refusal is a dead letter too
     * @throws SyndicateClosedException outside of an actor, if the syndicate is closing or closed
     */
    <M> Publication publish(Topic<M> topic, M message);
}
