package io.sparkactor;

/**
 * An actor that this one was linked with has stopped, or is out of reach for good, and this one traps exits; see {@link
 * ActorContext#trapExits}.
 *
 * @param actor the actor; the link is gone
 * @param reason why it stopped
 */
public record LinkExited(ActorRef<?> actor, ExitReason reason) implements Signal {}
