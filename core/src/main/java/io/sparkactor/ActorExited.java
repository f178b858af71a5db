package io.sparkactor;

/**
 * An actor that this one monitors has stopped; see {@link ActorContext#monitor}.
 *
 * @param actor the actor
 * @param reason why it stopped
 */
public record ActorExited(ActorRef<?> actor, ExitReason reason) implements Signal {}
