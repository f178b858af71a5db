package io.sparkactor;

/**
 * What the actor watches is ready; see {@link ActorContext#watch}. It is told once: the next time only after {@link ActorContext#rearm}.
 *
 * @param watch what is ready
 */
public record WatchReady(Watch watch) implements Signal {}
