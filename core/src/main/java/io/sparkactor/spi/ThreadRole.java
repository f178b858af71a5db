package io.sparkactor.spi;

/** What a thread started by the runtime is for; decides its kind (platform or virtual), never its meaning. Immutable. */
public enum ThreadRole {
    /** Fires timers. Must run whatever user code does, so it is a platform daemon thread in production. */
    TIMER,
    /** Watches turns and gives their processors away. A platform daemon thread in production. */
    MONITOR,
    /** Runs the body of {@code Syndicate.run} and {@code Syndicate.call}. A virtual thread in production. */
    BODY,
    /** Hands runtime events to one subscriber. A virtual thread in production. */
    EVENTS,
    /** Completes futures, so that user callbacks never run inside the runtime. A virtual thread in production. */
    CALLBACK,
    /** Carries out a close that was requested from inside a turn. A virtual thread in production. */
    CLOSER
}
