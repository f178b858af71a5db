package io.sparkactor.remote.faults;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What a {@link FaultProxy} does to the bytes that pass it, at present. Thread-safe. */
final class Faults {

    private static final long NEVER = Long.MAX_VALUE;

    private final RandomGenerator random;
    private final Set<Way> stalled = EnumSet.noneOf(Way.class);
    private final Set<Way> disturbed = EnumSet.noneOf(Way.class);
    private final Map<Way, Long> cutAt = new EnumMap<>(Way.class);
    private boolean swallowing;
    private long swallowed;
    private Duration delay = Duration.ZERO;
    private int longestPiece = Integer.MAX_VALUE;
    private long splitAt = NEVER;

    /** Draws from that source only while it holds its own lock. */
    Faults(RandomGenerator random) {
        this.random = random;
    }

    synchronized void delay(Duration before) {
        delay = before;
    }

    synchronized Duration delay() {
        return delay;
    }

    synchronized void longestPiece(int bytes) {
        longestPiece = bytes;
    }

    synchronized void splitAt(long offset) {
        splitAt = offset;
    }

    synchronized void cutNextAt(Way way, long offset) {
        cutAt.put(way, offset);
    }

    /** In front of which byte the connection that begins now is cut; asked once for each way of each connection. */
    synchronized long takeCut(Way way) {
        Long offset = cutAt.remove(way);
        return offset == null ? NEVER : offset;
    }

    synchronized void stall(Way way) {
        stalled.add(way);
    }

    synchronized void flow(Way way) {
        stalled.remove(way);
        notifyAll();
    }

    synchronized void swallow(boolean on) {
        swallowing = on;
    }

    synchronized long swallowed() {
        return swallowed;
    }

    /** Whether even the end of a connection stays unknown to the other side. */
    synchronized boolean isSwallowing() {
        return swallowing;
    }

    synchronized void disturb(Way way) {
        disturbed.add(way);
    }

    /**
     * Does to bytes that have come what is to be done to them at once.
     *
     * @return how many of them are left
     */
    synchronized int spoil(Way way, byte[] bytes, int there) {
        if (swallowing) {
            swallowed += there;
            return 0;
        }
        if (there > 0 && disturbed.remove(way)) {
            bytes[there - 1] ^= 1;
        }
        return there;
    }

    /** Wakes those who wait in {@link #awaitFlow}, to look whether their connection is still there. */
    synchronized void wake() {
        notifyAll();
    }

    /** Waits as long as that way is stalled and the link open. */
    synchronized void awaitFlow(Way way, Link link) throws InterruptedException {
        while (stalled.contains(way) && !link.isCut()) {
            wait();
        }
    }

    /** How many of the next bytes go in one piece, of those that are there. */
    synchronized int piece(long passed, int there) {
        int piece = there;
        if (longestPiece < there) {
            piece = random.nextInt(1, longestPiece + 1);
        }
        return passed < splitAt ? (int) Math.min(piece, splitAt - passed) : piece;
    }

    /** A time between two others. */
    synchronized Duration between(Duration least, Duration most) {
        return Duration.ofNanos(random.nextLong(least.toNanos(), most.toNanos() + 1));
    }

    synchronized boolean coin() {
        return random.nextBoolean();
    }
}
