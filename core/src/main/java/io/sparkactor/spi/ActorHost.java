package io.sparkactor.spi;

import io.sparkactor.ActorRef;
import io.sparkactor.Delivery;

/**
 * What an actor that runs outside of its syndicate's turns may do: the side that {@link HostedActor} calls. In another JVM, refs and
 * sends go over the wire. {@link #self} and {@link #path} are thread-safe; the rest is called on the thread of the present step.
 *
 * @param <M> the type of messages of the actor
 */
public interface ActorHost<M> {

    /** The actor's own ref. */
    ActorRef<M> self();

    /** The actor's path, for people. */
    String path();

    /** Sends a message with the actor as its sender. */
    <T> Delivery tell(T message, ActorRef<? super T> target);

    /** Stops the actor when the present step has ended; what waits in its mailbox becomes dead letters. */
    void stop();
}
