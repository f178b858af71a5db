package io.sparkactor.internal.timer;

import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import io.sparkactor.spi.TimerEntry;
import io.sparkactor.spi.TimerService;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A hierarchical timer wheel: about a millisecond a tick, three levels, constant time to schedule and to cancel.
 *
 * <p>Thread-safe. Callers link and unlink entries themselves; one thread, started by the first entry, fires them. It sleeps until
 * the next marked bucket is due and costs nothing while none is. An entry fires at the first tick that is not before its deadline;
 * within a tick no order is promised. An entry far ahead lies in a coarse bucket and moves to a finer one when that bucket begins.
 */
public final class TimerWheel implements TimerService {

    /*
     * Two hand-shakes, both of the form "each side writes, then reads what the other wrote", with volatile accesses throughout:
     *
     * 1. Inserting against advancing. The caller, holding the bucket's lock, marks the bucket and then reads `position`. The timer
     *    moves `position` and then reads the marks up to it. Either the caller sees that its bucket has been passed, and takes
     *    another, or the timer sees the mark, waits for the lock and finds the entry.
     * 2. Inserting against parking. The caller marks, then reads `wakeTick`. The timer writes `wakeTick` and then reads the marks
     *    once more. Either the caller sees that the timer will sleep too long, and unparks it, or the timer sees the mark.
     *
     * A bucket that is marked already needs no second mark: marks go only under the bucket's lock and only when it is empty.
     * cancel() leaves the mark; the timer takes it away when it comes by, so a load of asks marks a bucket once, not per ask.
     *
     * Locks: a caller holds one bucket's lock, the timer at most two, that of the coarser level first.
     */

    /** Nanoseconds of a tick as a power of two: 1.05 ms. */
    private static final int TICK_SHIFT = 20;

    private static final int LEVELS = 3;
    private static final int MAX_STRIPES = 16;

    /** A value of {@link #wakeTick}: the timer will look at the marks before it parks. */
    private static final long AWAKE = Long.MIN_VALUE;

    private static final long PASSED = -1;

    /** A value of {@link #wakeTick}: nothing is marked. */
    private static final long NEVER = Long.MAX_VALUE;

    private static final Logger LOGGER = System.getLogger(TimerWheel.class.getName());
    private static final VarHandle WAKE_TICK;

    static {
        try {
            WAKE_TICK = MethodHandles.lookup().findVarHandle(TimerWheel.class, "wakeTick", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final RuntimeHooks hooks;
    private final String name;
    private final long startNanos;

    /** The levels, once for each of a few groups of threads, so that cores do not fight for the lock of one bucket. */
    private final WheelLevel[][] stripes;

    private final AtomicBoolean started = new AtomicBoolean();

    /** Moved by the timer's thread alone. */
    private volatile long position;

    /** The tick until which the timer sleeps; {@link #AWAKE} while it does not. */
    private volatile long wakeTick = AWAKE;

    private volatile @Nullable Thread thread;
    private volatile boolean firing;
    private volatile boolean closed;

    /**
     * Creates a wheel; its thread starts with the first entry.
     *
     * @param hooks clock, threads and parking
     * @param name the syndicate's name, for the name of the thread
     */
    public TimerWheel(RuntimeHooks hooks, String name) {
        this.hooks = Objects.requireNonNull(hooks, "hooks");
        this.name = Objects.requireNonNull(name, "name");
        startNanos = hooks.nanoTime();
        var count = Integer.highestOneBit(Math.clamp(2L * hooks.defaultProcessors(), 1, MAX_STRIPES));
        stripes = new WheelLevel[count][LEVELS];
        for (var levels : stripes) {
            Arrays.setAll(levels, WheelLevel::new);
        }
    }

    @Override
    public void schedule(TimerEntry entry, long deadlineNanos) {
        TimerNode node = entry;
        if (node.bucket != null) {
            throw new IllegalStateException("the timer entry " + entry + " is scheduled already; cancel it first");
        }
        if (closed) {
            return;
        }
        if (!started.getPlain()) {
            start();
        }
        var tick = tickNotBefore(deadlineNanos);
        var due = insert(node, tick);
        while (due == PASSED) {
            due = insert(node, tick);
        }
        var wake = wakeTick;
        while (due < wake) {
            if (WAKE_TICK.compareAndSet(this, wake, due)) {
                hooks.unpark(Objects.requireNonNull(thread));
                return;
            }
            wake = wakeTick;
        }
    }

    @Override
    public boolean cancel(TimerEntry entry) {
        TimerNode node = entry;
        var bucket = node.bucket;
        while (bucket != null) {
            if (bucket.cancel(node)) {
                return true;
            }
            bucket = node.bucket; // it has fired, or moved to a finer bucket
        }
        return false;
    }

    /** {@inheritDoc} Waits for an entry that is firing just now, unless called by it. */
    @Override
    public void close() {
        closed = true;
        var timer = thread;
        if (timer == null || timer == Thread.currentThread()) {
            return;
        }
        hooks.unpark(timer);
        while (firing) {
            Thread.onSpinWait();
        }
    }

    private void start() {
        if (started.compareAndSet(false, true)) {
            try {
                hooks.startThread(ThreadRole.TIMER, "spark-timer-" + name, this::run);
            } catch (Throwable e) {
                started.set(false);
                throw e;
            }
        }
    }

    /** The body of the timer's thread. */
    private void run() {
        thread = Thread.currentThread();
        while (!closed) {
            fireDue();
            var due = nextDueTick();
            wakeTick = due;
            if (nextDueTick() >= due && !closed) {
                hooks.park(nanosUntil(due));
                // Nobody has business to interrupt this thread; a flag left on would make it spin.
                var _ = Thread.interrupted();
            }
            wakeTick = AWAKE;
        }
    }

    /** Fires what is due; returns when all entries lie after the present tick. Called by the timer's thread alone. */
    void fireDue() {
        var now = tickBefore(hooks.nanoTime());
        while (position < now && !closed) {
            advance(Math.min(now, nextDueTick())); // in the order of time, however late this thread is
        }
    }

    /** How long the timer may sleep until a tick; not positive if the tick has begun. */
    long nanosUntil(long tick) {
        return tick == NEVER ? Long.MAX_VALUE : (tick << TICK_SHIFT) - (hooks.nanoTime() - startNanos);
    }

    /** The next tick at which a marked bucket wants to be emptied, {@link #NEVER} if none. Called by the timer's thread alone. */
    long nextDueTick() {
        var next = NEVER;
        for (var levels : stripes) {
            for (var level : levels) {
                var stretch = level.stretch(position);
                var distance = level.distanceToMarked(stretch);
                if (distance != WheelLevel.NONE) {
                    next = Math.min(next, level.firstTick(stretch + distance));
                }
            }
        }
        return next;
    }

    private void advance(long to) {
        var from = position;
        position = to;
        for (var levels : stripes) {
            for (var level : levels) {
                emptyBetween(levels, level, level.stretch(from), level.stretch(to));
            }
        }
    }

    private void emptyBetween(WheelLevel[] levels, WheelLevel level, long from, long to) {
        var last = Math.min(to, from + WheelLevel.AHEAD);
        var stretch = from;
        var distance = level.distanceToMarked(stretch);
        while (distance <= last - stretch) {
            stretch += distance;
            empty(level.bucket(stretch), levels);
            distance = level.distanceToMarked(stretch);
        }
    }

    /**
     * Fires or moves what a bucket holds now. One entry at a time, so that callers never wait for long. Entries that callers
     * meanwhile add for the bucket's next round stay in it.
     */
    private void empty(Bucket bucket, WheelLevel[] levels) {
        for (var left = bucket.lockedSize(); left > 0 && !closed; left--) {
            bucket.lock();
            var node = bucket.first();
            if (node != null && node.tick > position) {
                move(node, bucket, levels);
                node = null;
            } else if (node != null) {
                bucket.remove(node);
            }
            bucket.unlock();
            if (node != null) {
                fire((TimerEntry) node);
            }
        }
        bucket.unmarkIfEmpty();
    }

    /** Both locks are held together: an entry that waits is in a bucket at every moment, so that cancel() finds it. */
    private void move(TimerNode node, Bucket from, WheelLevel[] levels) {
        var level = levelFor(levels, node.tick, position);
        var to = level.bucket(stretchIn(level, node.tick, position));
        from.unlink(node);
        if (to == from) {
            from.append(node);
            return;
        }
        to.lock();
        to.mark();
        to.append(node);
        to.unlock();
    }

    private void fire(TimerEntry entry) {
        firing = true;
        try {
            if (!closed) {
                entry.fire();
            }
        } catch (Throwable e) {
            LOGGER.log(Level.ERROR, () -> "timer entry " + entry.getClass().getName() + " of " + name + " failed", e);
        } finally {
            firing = false;
        }
    }

    /**
     * Tries to link an entry.
     *
     * @return the tick at which the timer must look at it; {@link #PASSED} if the timer has passed the bucket meanwhile
     */
    private long insert(TimerNode node, long tick) {
        var seen = position;
        var wanted = Math.max(tick, seen + 1);
        var level = levelFor(levelsOfCaller(), wanted, seen);
        var stretch = stretchIn(level, wanted, seen);
        var bucket = level.bucket(stretch);
        return bucket.insert(node, tick, this, stretch) ? level.firstTick(stretch) : PASSED;
    }

    /** The last tick whose entries were or are being fired. */
    long position() {
        return position;
    }

    private WheelLevel[] levelsOfCaller() {
        var hash = Thread.currentThread().threadId() * 0x9E37_79B9_7F4A_7C15L;
        return stripes[(int) (hash >>> 32) & stripes.length - 1];
    }

    private static WheelLevel levelFor(WheelLevel[] levels, long tick, long position) {
        for (var i = 0; i < LEVELS - 1; i++) {
            var level = levels[i];
            if (level.stretch(tick) - level.stretch(position) <= WheelLevel.AHEAD) {
                return level;
            }
        }
        return levels[LEVELS - 1];
    }

    /** What lies beyond the coarsest level waits in its last bucket and is moved on from there. */
    private static long stretchIn(WheelLevel level, long tick, long position) {
        return Math.min(level.stretch(tick), level.stretch(position) + WheelLevel.AHEAD);
    }

    private long tickNotBefore(long nanos) {
        var offset = nanos - startNanos;
        var tick = offset >> TICK_SHIFT;
        return tick << TICK_SHIFT == offset ? tick : tick + 1;
    }

    private long tickBefore(long nanos) {
        return nanos - startNanos >> TICK_SHIFT;
    }
}
