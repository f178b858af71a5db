package io.sparkactor.internal.scheduler;

import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One long-lived thread that runs turns while it owns a processor; what it does with its time is in {@link WorkerLoop}.
 *
 * <p>Confined to its thread, but for what {@link ProcessorOwner} and {@link TurnContext} allow, {@link #assign}, and the readings
 * for the monitor. Not confined are also the counters below: its thread is their single writer, others read them.
 */
public final class Worker extends TurnContext implements ProcessorOwner {

    private static final ThreadLocal<Worker> CURRENT = new ThreadLocal<>();
    private static final VarHandle TURNS;
    private static final VarHandle RUNNING;
    private static final VarHandle LOOKS;

    static {
        try {
            var lookup = MethodHandles.lookup();
            TURNS = lookup.findVarHandle(Worker.class, "turns", long.class);
            RUNNING = lookup.findVarHandle(Worker.class, "running", Turn.class);
            LOOKS = lookup.findVarHandle(Worker.class, "looks", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final PoolScheduler scheduler;
    volatile @Nullable Worker nextLive; // the registry's

    private final LocalQueue queue;
    private final Thread thread;
    private final Spinning spinning = new Spinning(Limits.WAIT_LOOKS);
    private @Nullable Turn running;
    private long turns;
    private long looks;
    private int answers;
    private volatile long activity;
    private volatile Duty duty;
    private volatile boolean ended;
    private volatile boolean leaveCarrier;

    /** A worker whose thread starts with its first duty. */
    Worker(PoolScheduler scheduler, SharedQueue shared, ThreadFactory threads, Duty first) {
        this.scheduler = scheduler;
        this.queue = new LocalQueue(this, shared);
        this.duty = first;
        this.thread = threads.newThread(new WorkerLoop(this));
    }

    /** The worker whose thread calls, null on any other thread. */
    static @Nullable Worker current() {
        return CURRENT.get();
    }

    /** Makes the calling thread known as this worker's. */
    void enter() {
        CURRENT.set(this);
    }

    @Override
    public Thread thread() {
        return thread;
    }

    @Override
    public LocalQueue queue() {
        return queue;
    }

    @Override
    public boolean isBlocked() {
        return thread.getState() != Thread.State.RUNNABLE;
    }

    @Override
    public long readied() {
        return queue.puts();
    }

    @Override
    public void ready(Turn turn) {
        if (queue.put(turn)) {
            scheduler.wakeForQueued();
        } else {
            scheduler.wakeForSlot();
        }
    }

    /** Runs a turn; what escapes from it is logged. */
    void run(Turn turn) {
        TURNS.setOpaque(this, turns + 1);
        RUNNING.setRelease(this, turn);
        try {
            turn.run(this);
        } catch (Throwable e) {
            PoolScheduler.LOGGER.log(
                    System.Logger.Level.ERROR,
                    "A turn failed: " + turn.getClass().getName(),
                    e);
        }
        RUNNING.setRelease(this, null);
        if (queue.settle()) {
            scheduler.wakeIfQueued();
        }
        if (turnEndRequested()) {
            between();
        }
    }

    private void between() {
        clearTurnEndRequest();
        if (leaveCarrier) {
            leaveCarrier = false;
            // Without processor: the thread may come back behind thousands of others, and seems to run until then.
            scheduler.releaseForWait(this);
            LockSupport.parkNanos(Limits.LEAVE_CARRIER);
        }
    }

    /** Waits inside a turn; whoever is queued runs meanwhile. */
    void park(long nanos) {
        scheduler.releaseForWait(this);
        parkThread(nanos);
        step();
        scheduler.acquireAfterWait(this);
    }

    /** Waits inside a turn for what may come at once, without giving the processor back; whether it has come. */
    boolean spin(BooleanSupplier come) {
        if (leaveCarrier) {
            leaveCarrier = false; // the wait will park
            return false;
        }
        boolean hasCome = scheduler.spinForAnswer(this, spinning, come);
        if (hasCome) {
            step();
        }
        return hasCome;
    }

    /** Notes that the turn has given a waiting thread what it waits for. */
    void hasAnswered() {
        answers++;
    }

    /**
     * Whether the turns since the last call have answered just one thread, which may soon ask again. Where there were more, these are
     * waiting for the carrier of this worker.
     */
    boolean takeSingleAnswer() {
        boolean single = answers == 1;
        answers = 0;
        return single;
    }

    static void parkThread(long nanos) {
        if (nanos == Long.MAX_VALUE) {
            LockSupport.park();
        } else {
            LockSupport.parkNanos(nanos);
        }
    }

    /** Whether the thread is inside a turn. Thread-safe, as are all that follow. */
    boolean isInTurn() {
        return runningTurn() != null;
    }

    /** The turn that runs, null between turns. */
    @Nullable
    Turn runningTurn() {
        return (Turn) RUNNING.getAcquire(this);
    }

    /** How many turns were begun. */
    long turns() {
        return (long) TURNS.getOpaque(this);
    }

    /** How often the worker has looked for a processor while pending; stands still while it has no carrier. */
    long looks() {
        return (long) LOOKS.getOpaque(this);
    }

    /** Counts one such look. */
    void looked() {
        LOOKS.setOpaque(this, looks + 1);
    }

    /** Asks the thread to leave its carrier to other virtual threads for a moment at the end of its turn. */
    void requestLeaveCarrier() {
        leaveCarrier = true;
        requestTurnEnd();
    }

    /** Odd while the worker may take turns or runs one; changes whenever it did. */
    long activity() {
        return activity;
    }

    /** Says that the worker may take turns from now on: a full fence before the first is taken. */
    void active() {
        long present = activity; // this thread is the only writer
        if ((present & 1) == 0) {
            activity = present + 1;
        }
    }

    /** Says that the worker holds no turn, after all that it has put is visible. */
    void passive() {
        long present = activity;
        if ((present & 1) == 1) {
            activity = present + 1;
        }
    }

    Duty duty() {
        return duty;
    }

    /** Gives the idle worker a duty and wakes it; starts its thread if it is new. */
    void assign(Duty next) {
        duty = next;
        LockSupport.unpark(thread);
    }

    /** Says that the worker waits for a duty. */
    void idle() {
        duty = Duty.NONE;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Notes the end of the thread. */
    void end() {
        ended = true;
    }

    /** What an idle worker is woken for. */
    enum Duty {
        /** Nothing yet. */
        NONE,
        /** Wait for a processor as the pending worker. */
        PENDING,
        /** Take any processor at once, beside the pending worker. */
        SUMMONED,
        /** Take any processor at once: a platform thread, where carriers cannot be added. */
        RESCUE,
        /** End. */
        END
    }
}
