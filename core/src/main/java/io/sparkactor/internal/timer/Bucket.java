package io.sparkactor.internal.timer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one stretch of time, in the order in which they were scheduled: the head of a ring, with a spin lock.
 *
 * <p>Everything but {@link #lock} is for the holder of the lock. The lock is held for a few field accesses and never across a
 * park, so a virtual thread that has it also has a carrier. A queueing lock would be wrong here: the timer's thread could end up
 * behind a virtual thread that waits for a carrier.
 */
final class Bucket extends TimerNode {

    private static final VarHandle LOCKED;
    private static final int SPINS_BEFORE_YIELD = 1 << 10;

    static {
        try {
            LOCKED = MethodHandles.lookup().findVarHandle(Bucket.class, "locked", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final WheelLevel level;
    private final int index;

    private volatile int locked;

    /** Whether the level's bitmap has a bit for this bucket: always when there are entries, possibly when there are none. */
    private boolean marked;

    private int size;

    @SuppressWarnings("this-escape") // an empty ring is a head that points to itself
    Bucket(WheelLevel level, int index) {
        this.level = level;
        this.index = index;
        previous = this;
        next = this;
    }

    /** Takes the lock, spinning. */
    void lock() {
        if (!LOCKED.compareAndSet(this, 0, 1)) {
            lockContended();
        }
    }

    private void lockContended() {
        var spins = 0;
        do {
            while (locked != 0) {
                Thread.onSpinWait();
                // The holder may have lost its core. A platform thread can offer its own; a virtual one has none.
                if (++spins % SPINS_BEFORE_YIELD == 0 && !Thread.currentThread().isVirtual()) {
                    Thread.yield();
                }
            }
        } while (!LOCKED.compareAndSet(this, 0, 1));
    }

    /** Gives the lock back. */
    void unlock() {
        locked = 0;
    }

    /**
     * Links an entry if the wheel has not passed this bucket.
     *
     * @param wheel whose position to look at
     * @param stretch the stretch of time that the caller took this bucket for
     * @return false if the wheel has passed it; nothing is linked then
     */
    boolean insert(TimerNode node, long tick, TimerWheel wheel, long stretch) {
        lock();
        try {
            mark(); // before the position is read and before anything is linked
            if (stretch <= level.stretch(wheel.position())) {
                return false;
            }
            node.tick = tick;
            append(node);
            return true;
        } finally {
            locked = 0; // a field access, no call: works also when the stack of user code is used up
        }
    }

    /** Takes a node out if it is still in this bucket. */
    boolean cancel(TimerNode node) {
        lock();
        try {
            if (node.bucket != this) {
                return false;
            }
            remove(node);
            return true;
        } finally {
            locked = 0; // as in insert
        }
    }

    /** Makes sure that the timer's thread will look here. */
    void mark() {
        if (!marked) {
            level.mark(index);
            marked = true;
        }
    }

    /** Forgets the mark if there are no entries. Takes the lock itself; called by the timer's thread. */
    void unmarkIfEmpty() {
        lock();
        if (size == 0) {
            marked = false;
            level.unmark(index);
        }
        unlock();
    }

    /** How many entries there are. Takes the lock itself. */
    int lockedSize() {
        lock();
        var result = size;
        unlock();
        return result;
    }

    /** The first entry, null if there is none. */
    @Nullable
    TimerNode first() {
        var first = next;
        return first == this ? null : first;
    }

    /** Links a node behind the others. */
    void append(TimerNode node) {
        var last = Objects.requireNonNull(previous);
        node.bucket = this;
        node.previous = last;
        node.next = this;
        last.next = node;
        previous = node;
        size++;
    }

    /** Takes out a node of this bucket, for good. */
    void remove(TimerNode node) {
        unlink(node);
        node.previous = null;
        node.next = null;
        node.bucket = null;
    }

    /** Takes out a node that goes to another bucket: it must not look as if it had fired, not for a moment. */
    void unlink(TimerNode node) {
        var before = Objects.requireNonNull(node.previous);
        var after = Objects.requireNonNull(node.next);
        before.next = after;
        after.previous = before;
        size--;
    }
}
