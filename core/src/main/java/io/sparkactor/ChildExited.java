package io.sparkactor;

/**
 * A child has stopped. Its name is free again.
 *
 * @param child the ref of the child
 * @param reason why it stopped
 */
public record ChildExited(ActorRef<?> child, ExitReason reason) implements Signal {}
