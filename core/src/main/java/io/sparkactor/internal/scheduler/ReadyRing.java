package io.sparkactor.internal.scheduler;

import io.sparkactor.spi.Turn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A bounded first-in-first-out queue with one putter, its worker's thread; anyone takes.
 *
 * <p>A taker reads the entry first and then moves {@code head} by compare-and-set. The putter overwrites a place only after
 * {@code head} has passed it, so a taker that read a newer entry fails and looks again. Both counters are 64 bits wide and never
 * wrap. Takers leave the entry in place; the putter clears places while the ring is empty.
 */
public final class ReadyRing {

    /** How many turns fit. */
    public static final int CAPACITY = 256;

    private static final int MASK = CAPACITY - 1;
    private static final VarHandle HEAD;
    private static final VarHandle TAIL;
    private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(Turn[].class);

    static {
        try {
            var lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(ReadyRing.class, "head", long.class);
            TAIL = lookup.findVarHandle(ReadyRing.class, "tail", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable Turn[] places = new Turn[CAPACITY];
    private volatile long head;
    private volatile long tail;
    private long cleared; // the putter's own: up to where places hold no stale entries

    /** An empty ring. */
    public ReadyRing() {}

    /** Appends a turn; false if the ring is full. For the putter; a release store, no fence. */
    public boolean put(Turn turn) {
        long t = (long) TAIL.get(this);
        if (t - (long) HEAD.getAcquire(this) >= CAPACITY) {
            return false;
        }
        PLACE.setOpaque(places, (int) t & MASK, turn);
        TAIL.setRelease(this, t + 1);
        return true;
    }

    /** Takes the oldest turn, null if there is none. */
    public @Nullable Turn take() {
        for (; ; ) {
            long h = head;
            if (tail - h <= 0) {
                return null;
            }
            Turn turn = (Turn) PLACE.getAcquire(places, (int) h & MASK);
            if (HEAD.compareAndSet(this, h, h + 1)) {
                return turn;
            }
        }
    }

    /**
     * Takes half of the turns, rounded up: one is returned, the others are appended to the thief's ring, whose putter is the
     * caller and which has room. Null if there was nothing, or another taker was faster.
     */
    public @Nullable Turn stealHalf(ReadyRing thief) {
        long h = head;
        long n = tail - h;
        n -= n / 2;
        if (n <= 0 || n > CAPACITY / 2) {
            return null; // n is too large only if head was read before much was taken and put
        }
        Turn first = (Turn) PLACE.getAcquire(places, (int) h & MASK);
        long t = (long) TAIL.get(thief);
        if (t - thief.head + n - 1 > CAPACITY) {
            return null;
        }
        for (int i = 1; i < n; i++) {
            Turn next = (Turn) PLACE.getAcquire(places, (int) (h + i) & MASK);
            PLACE.setOpaque(thief.places, (int) (t + i - 1) & MASK, next);
        }
        if (!HEAD.compareAndSet(this, h, h + n)) {
            thief.cleared =
                    -1; // what was copied lies beyond the thief's tail: nobody has seen it, but it is still referred to
            return null;
        }
        TAIL.setRelease(thief, t + n - 1);
        return first;
    }

    /** Takes the older half of a full ring, null if another taker was faster. For the putter. */
    @Nullable
    TurnBatch takeHalf() {
        long h = head;
        int n = CAPACITY / 2;
        if ((long) TAIL.get(this) - h < n) {
            return null;
        }
        Turn[] turns = new Turn[n];
        TurnBatch batch = new TurnBatch(turns);
        for (int i = 0; i < n; i++) {
            turns[i] = (Turn) PLACE.getAcquire(places, (int) (h + i) & MASK);
        }
        return HEAD.compareAndSet(this, h, h + n) ? batch : null;
    }

    /** Whether there was no turn at one moment. */
    public boolean isEmpty() {
        long h = head; // read first: a tail no larger than it means that nothing was there when it was read
        return tail - h <= 0;
    }

    /** Lets go of turns that were taken long ago, if the ring is empty. For the putter. */
    public void forget() {
        long t = (long) TAIL.get(this);
        // Nobody puts meanwhile, so an empty ring stays empty, and a taker that reads a cleared place cannot move head.
        if (t != cleared && t == head) {
            Arrays.fill(places, null);
            cleared = t;
        }
    }
}
