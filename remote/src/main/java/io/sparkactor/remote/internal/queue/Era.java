package io.sparkactor.remote.internal.queue;

/**
 * The time of one session, from before it has begun until it is lost for good: a control that was taken in it is sent in it or never.
 * Thread-safe.
 */
final class Era {

    private volatile boolean used;
    private volatile boolean over;

    /** Something is about to be taken in it. */
    void use() {
        used = true;
    }

    /** Whether anything may have been taken in it. */
    boolean isUsed() {
        return used;
    }

    /** What was taken in it is of no use any more, and nothing more is taken. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }
}
