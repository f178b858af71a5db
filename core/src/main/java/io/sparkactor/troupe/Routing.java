package io.sparkactor.troupe;

import java.util.Objects;
import java.util.function.Function;

/**
 * Which worker of a troupe gets a job. Immutable.
 *
 * <p>Under all but {@link FirstIdle} the workers have numbers, 0 to {@code max - 1}, and each its own queue: a job waits for the worker
 * that it was given, even while others are idle. A worker is made when it is first needed, and the one that replaces it takes over its
 * number and its queue.
 *
 * @param <M> the type of the jobs
 */
public sealed interface Routing<M> {

    /** Any worker that is idle; if none is, the job waits in one queue for all. */
    record FirstIdle<M>() implements Routing<M> {}

    /** One worker after the other. */
    record RoundRobin<M>() implements Routing<M> {}

    /** The worker with the fewest jobs, in hand and waiting, when the job comes. */
    record LeastBusy<M>() implements Routing<M> {}

    /**
     * The worker of the job's key: jobs of equal keys go to the same worker, in the order in which they come. When {@code max}
     * changes, as few keys as possible get another one, and the order of their jobs is not kept across the change.
     *
     * @param key called once for a job, in the turn of the troupe; what it throws fails the job
     */
    record ConsistentHash<M>(Function<? super M, ?> key) implements Routing<M> {

        /** Checks the function. */
        public ConsistentHash {
            Objects.requireNonNull(key, "key");
        }
    }

    /**
     * All workers, {@code max} of them. The job is done when all are through with it, and has failed if one of them has. An asker gets the
     * first reply; the others are refused as late.
     */
    record Broadcast<M>() implements Routing<M> {}

    /**
     * All workers, {@code max} of them, and the first that handles the job has done it: those that have not begun are spared. The job has
     * failed if all of them have. An asker gets the first reply; others that come are refused as late.
     */
    record ScatterGatherFirst<M>() implements Routing<M> {}

    /** See {@link FirstIdle}; the default. */
    static <M> Routing<M> firstIdle() {
        return new FirstIdle<>();
    }

    /** See {@link RoundRobin}. */
    static <M> Routing<M> roundRobin() {
        return new RoundRobin<>();
    }

    /** See {@link LeastBusy}. */
    static <M> Routing<M> leastBusy() {
        return new LeastBusy<>();
    }

    /** See {@link ConsistentHash}. */
    static <M> Routing<M> consistentHash(Function<? super M, ?> key) {
        return new ConsistentHash<>(key);
    }

    /** See {@link Broadcast}. */
    static <M> Routing<M> broadcast() {
        return new Broadcast<>();
    }

    /** See {@link ScatterGatherFirst}. */
    static <M> Routing<M> scatterGatherFirst() {
        return new ScatterGatherFirst<>();
    }
}
