package io.sparkactor;

/**
 * The body of an actor that has no class of its own. Called in the actor's turn: one call at a time.
 *
 * @param <M> the type of messages
 */
@FunctionalInterface
public interface MessageHandler<M> {

    /**
     * Handles one message.
     *
     * @param context all that the actor may do
     * @param message the message
     * @throws Exception anything, as {@link Actor#process}
     */
    void handle(ActorContext<M> context, Message<M> message) throws Exception;
}
