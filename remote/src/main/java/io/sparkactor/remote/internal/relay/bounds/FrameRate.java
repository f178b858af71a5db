package io.sparkactor.remote.internal.relay.bounds;

/**
 * How many frames a client may send: so many in a second in the long run, and as many at once after a silence. Confined to the loop.
 */
public final class FrameRate {

    private static final long SECOND_NANOS = 1_000_000_000;

    private final long nanosEach;
    private long paidUntil;

    /** So many in a second, and none yet. */
    public FrameRate(int perSecond, long now) {
        nanosEach = Math.max(1, SECOND_NANOS / perSecond);
        paidUntil = now - SECOND_NANOS;
    }

    /**
     * Counts one.
     *
     * @param now on a scale that never goes back
     * @return for how long no other may come; 0 or less if one may come at once
     */
    public long add(long now) {
        // Never more than the frames of one second are saved up.
        paidUntil = paidUntil - (now - SECOND_NANOS) < 0 ? now - SECOND_NANOS : paidUntil;
        paidUntil += nanosEach;
        return paidUntil - now;
    }
}
