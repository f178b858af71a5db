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
    CLOSER,
    /**
     * Sits in calls that would hold a carrier, as reads of the pipe of a process, and may run what users gave for that. A platform
     * daemon thread in production; it may wait for others.
     */
    BLOCKING,
    /** Waits for channels or files of the operating system, not in {@code park}. A platform daemon thread in production. */
    WATCHER,
    /** Waits for the end or the output of one process, not in {@code park}. A virtual thread in production. */
    PROCESS_WATCHER,
    /** Runs the handlers of one actor outside of the turns, or reads what its process sends. A platform daemon thread in production. */
    EXECUTOR,
    /**
     * Drives the sockets of a transport, waiting in the operating system, not in {@code park}. Must run whatever user code does, so it is
     * a platform daemon thread in production; it may not wait for others and runs no handlers.
     */
    TRANSPORT
}
