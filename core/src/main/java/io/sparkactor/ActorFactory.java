package io.sparkactor;

import java.util.function.Supplier;

/**
 * Who can create actors: a syndicate (top-level actors), an endpoint (likewise) and an actor (its children).
 *
 * <p>The constructor and {@code preStart} of the new actor run on the calling thread, as the new actor, before the ref is returned;
 * so the ref that is returned belongs to an actor that has started.
 */
public interface ActorFactory {

    /**
     * Creates an actor.
     *
     * @param spec how to create it
     * @return its ref; never null
     * @throws ActorCreationException if the supplier throws, or {@code preStart} throws; with the cause
     * @throws InvalidActorSpecException if the supplier returns null or an instance that is an actor already, or the actor cannot run where
     *     its spec says ({@link ActorSpec#execution})
     * @throws ExecutorCallException if it is called on the thread of an actor that runs outside of the syndicate's workers
     * @throws ActorNameTakenException if a living sibling has the same name
     * @throws SyndicateClosedException if the syndicate is closing or closed
     * @throws NullPointerException if {@code spec} is null
     */
    <M> ActorRef<M> createActor(ActorSpec<M> spec);

    /**
     * Creates an actor from a supplier, usually a constructor: {@code createActor(HelloActor::new)}.
     *
     * @param supplier makes a new instance at each call
     * @return its ref; never null
     * @see #createActor(ActorSpec) for what it throws
     */
    default <M> ActorRef<M> createActor(Supplier<? extends Actor<M>> supplier) {
        return createActor(ActorSpec.of(supplier));
    }

    /**
     * Creates an actor without a class of its own.
     *
     * @param type the type of messages that it accepts
     * @param handler called for each message, in the actor's turn
     * @return its ref; never null
     * @see #createActor(ActorSpec) for what it throws
     */
    default <M> ActorRef<M> createActor(Class<M> type, MessageHandler<M> handler) {
        return createActor(ActorSpec.handling(type, handler));
    }
}
