package io.sparkactor.internal.scheduler;

import io.sparkactor.internal.stack.StackReserve;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.SchedulerFigures;
import io.sparkactor.spi.SchedulerListener;
import io.sparkactor.spi.SchedulerSettings;
import io.sparkactor.spi.ThreadRole;
import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnScheduler;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs ready turns on virtual threads that hand processors to each other. Thread-safe.
 *
 * <p>Each method below the {@link TurnScheduler} ones says which thread may call it; the parts do the work, this class knows how
 * they fit: after every change that could leave a queued turn without someone to run it, a worker is woken.
 */
final class PoolScheduler implements TurnScheduler {

    static final System.Logger LOGGER = System.getLogger(PoolScheduler.class.getName());

    private final SchedulerListener listener;
    private final Processors processors;
    private final SharedQueue shared = new SharedQueue();
    private final ReadyTurns turns;
    private final PendingWorker<Worker> pending = new PendingWorker<>();
    private final WorkerPool workers;
    private final SchedulerMonitor monitor;
    private final CarrierPool carriers;
    private final Spinning idle = new Spinning(Limits.IDLE_LOOKS);
    private final BooleanSupplier turnCame;
    private volatile boolean closed;

    private PoolScheduler(RuntimeHooks hooks, SchedulerSettings settings, CarrierPool carriers) {
        listener = settings.listener();
        this.carriers = carriers;
        processors = new Processors(settings.processors());
        turns = new ReadyTurns(shared, processors);
        turnCame = () -> !pending.isSpinning() || !shared.isEmpty(); // rings are looked at behind the spin
        workers = new WorkerPool(this, shared, "spark-" + settings.name());
        monitor = new SchedulerMonitor(this, hooks, carriers);
    }

    /** Opens a scheduler and starts its monitor. */
    static PoolScheduler open(RuntimeHooks hooks, SchedulerSettings settings, CarrierPool carriers) {
        var scheduler = new PoolScheduler(hooks, settings, carriers);
        hooks.startThread(ThreadRole.MONITOR, "spark-" + settings.name() + "-monitor", scheduler.monitor);
        return scheduler;
    }

    @Override
    public void ready(Turn turn) {
        Worker worker = Worker.current();
        if (worker != null && worker.scheduler == this) {
            worker.ready(turn);
        } else {
            shared.put(turn);
            wakeForQueued();
        }
    }

    @Override
    public boolean isQuiet() {
        return new QuietCheck(this).passes();
    }

    @Override
    public List<Turn> runningTurns() {
        var turns = new ArrayList<Turn>();
        workers.registry().forEach(worker -> {
            Turn turn = worker.runningTurn();
            if (turn != null) {
                turns.add(turn);
            }
        });
        return turns;
    }

    @Override
    public Map<Turn, Thread> turnThreads() {
        var threads = new IdentityHashMap<Turn, Thread>();
        workers.registry().forEach(worker -> {
            Turn turn = worker.runningTurn();
            if (turn != null) {
                threads.put(turn, worker.thread());
            }
        });
        return threads;
    }

    @Override
    public SchedulerFigures figures() {
        return new SchedulerFigures(
                processors(), workers.registry().live(), runningTurns().size(), carriers.parallelism());
    }

    @Override
    public int processors() {
        return processors.usual();
    }

    @Override
    public void close() {
        closed = true;
        workers.dismiss(0);
        monitor.wakeIfAsleep();
    }

    @Override
    public boolean isTerminated() {
        return closed && workers.registry().live() == 0 && monitor.hasEnded();
    }

    boolean isClosed() {
        return closed;
    }

    SchedulerListener listener() {
        return listener;
    }

    Processors parts() {
        return processors;
    }

    PendingWorker<Worker> pending() {
        return pending;
    }

    ReadyTurns turns() {
        return turns;
    }

    WorkerPool pool() {
        return workers;
    }

    WorkerRegistry workers() {
        return workers.registry();
    }

    SchedulerMonitor monitor() {
        return monitor;
    }

    // For any thread, after a turn was made visible by a put that ended with a full fence.

    /** Makes sure that a worker is pending; where user code may have used up the stack. */
    void wakeForQueued() {
        if (!pending.isSet()) {
            wakeFromDeepStack();
        }
    }

    /**
     * After a put to a slot that displaced nothing: its worker is best for it, so another is wanted only in case the turn blocks,
     * and only where the monitor could not soon give the turn to an idle processor.
     */
    void wakeForSlot() {
        if (processors.noneFree() && !pending.isSet()) {
            wakeFromDeepStack();
        }
    }

    /** Makes sure that a worker is pending if turns are queued; where the stack is not deep. */
    void wakeIfQueued() {
        if (turns.isQueued() && !pending.isSet()) {
            wake();
        }
    }

    private void wakeFromDeepStack() {
        try {
            monitor.wakeIfAsleep();
            StackReserve.checkLarge(); // cut short below, it would leave the place of the pending worker claimed
        } catch (StackOverflowError e) {
            return; // the turn is queued, so the monitor wakes a worker at its next tick
        }
        wake();
    }

    private void wake() {
        if (!pending.claim()) {
            return;
        }
        try {
            workers.appoint(pending);
        } catch (Throwable e) {
            pending.leave(); // no memory for a thread: the next put tries again
            throw e;
        }
        monitor.wakeIfAsleep();
    }

    /** Whether the shared queue is empty. */
    boolean isSharedEmpty() {
        return shared.isEmpty();
    }

    // For a worker's own thread.

    /** Takes a free processor or one whose owner is blocked. */
    boolean acquireAny(Worker worker) {
        return acquired(processors.acquireFree(worker) || processors.retakeFromBlocked(worker));
    }

    /** Takes a processor again after a turn in which it was lost. */
    boolean acquireAfterTurn(Worker worker) {
        return acquired(processors.acquireFree(worker) || turns.isQueued() && processors.retakeFromBlocked(worker));
    }

    /** Takes a free processor, if there is one, for the rest of a turn. */
    void acquireAfterWait(Worker worker) {
        acquired(processors.acquireFree(worker));
    }

    private boolean acquired(boolean success) {
        if (success) {
            monitor.wakeIfAsleep();
        }
        return success;
    }

    /** Lets others have the processor while the turn waits in the framework. */
    void releaseForWait(Worker worker) {
        processors.release(worker.queue());
        if (turns.isQueued()) {
            wakeForQueued();
        }
    }

    /**
     * Looks for a turn a while longer before the processor is given back, if somebody was answered who may soon ask again; null if none
     * came, or the processor was lost meanwhile.
     */
    @Nullable
    Turn spinForTurn(Worker worker) {
        if (!worker.takeSingleAnswer()
                || !processors.isOpen(1) // nobody else could hand it one
                || pending.isSet()
                || !idle.isWorthwhile()
                || !pending.claimSpinning()) {
            return null;
        }
        boolean came = idle.until(turnCame); // reads two fields again and again, so nothing is thrown
        Turn handed = pending.leaveSpinning();
        if (worker.queue().holds()) {
            return came && handed == null ? turns.next(worker.queue(), true) : handed;
        }
        if (handed != null) {
            shared.put(handed); // whoever gives the processor back looks for turns
        }
        return null;
    }

    /**
     * Hands what the turn has just made ready to a spinning worker, if there is one, and looks for a while whether what the turn waits for
     * has come. Keeps the processor.
     *
     * @return whether it has come
     */
    boolean spinForAnswer(Worker worker, Spinning spinning, BooleanSupplier come) {
        if (!pending.isSpinning() || worker.queue().isSlotEmpty() || !spinning.isWorthwhile()) {
            return false;
        }
        Turn handed = worker.queue().handOver(pending);
        if (handed != null && spinning.until(come)) {
            return true;
        }
        if (handed != null && pending.takeBack(handed)) {
            shared.put(handed); // the spinning worker has lost its core
        }
        wakeIfQueued();
        return false;
    }

    /** Gives the processor back because no turn was found; true if one came meanwhile and the worker has a processor again. */
    boolean releaseForIdle(Worker worker) {
        processors.release(worker.queue());
        if (!turns.isQueued()) {
            return false;
        }
        if (acquired(processors.acquireFree(worker))) {
            return true;
        }
        wakeForQueued();
        return false;
    }

    /** Notes that a worker ends. */
    void workerEnded(Worker worker) {
        processors.release(worker.queue());
        worker.end();
        try {
            listener.threadEnded(worker);
        } finally {
            workers.registry().ended();
            monitor.wakeIfAsleep();
        }
    }
}
