package io.sparkactor.process.internal.pool;

import java.time.Duration;

/**
 * How a pool deals with its children. Immutable.
 *
 * @param idle how many may wait for work at most
 * @param jobs after so many messages a child is not used again
 * @param heapLeft nor one whose former actor has left so many bytes in its heap
 * @param idleTime when no child has had work for so long, those that wait are ended
 * @param aheadAfter how long after one was taken the next child is started that nobody has asked for yet
 * @param trainAfter a pool that is so old has a cache made for the start of later children: short programs are spared that
 */
record PoolLimits(int idle, long jobs, long heapLeft, Duration idleTime, Duration aheadAfter, Duration trainAfter) {

    static final PoolLimits DEFAULT = new PoolLimits(
            Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8),
            100_000,
            64L << 20,
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            Duration.ofSeconds(3));
}
