package io.sparkactor;

/**
 * An actor that this one monitors has stopped, or is out of reach for good; see {@link ActorContext#monitor}.
 *
 * @param actor the actor, by a ref equal to the one that was monitored
 * @param reason why it stopped
 */
public record ActorExited(ActorRef<?> actor, ExitReason reason) implements Signal {}
