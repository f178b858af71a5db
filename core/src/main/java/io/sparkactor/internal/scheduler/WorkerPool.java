package io.sparkactor.internal.scheduler;

import io.sparkactor.internal.scheduler.Worker.Duty;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Starts workers, keeps those without work, and ends them. Thread-safe, lock-free. */
final class WorkerPool {

    private final PoolScheduler scheduler;
    private final SharedQueue shared;
    private final ThreadFactory virtualThreads;
    private final ThreadFactory platformThreads;
    private final IdleWorkers<Worker> idle = new IdleWorkers<>(Limits.IDLE_WORKERS);
    private final IdleWorkers<Worker> idleRescuers = new IdleWorkers<>(Limits.IDLE_WORKERS);
    private final AtomicInteger coming = new AtomicInteger();
    private final WorkerRegistry registry = new WorkerRegistry();

    WorkerPool(PoolScheduler scheduler, SharedQueue shared, String prefix) {
        this.scheduler = scheduler;
        this.shared = shared;
        virtualThreads = Thread.ofVirtual()
                .name(prefix + "-worker-", 0)
                .inheritInheritableThreadLocals(false)
                .factory();
        platformThreads = Thread.ofPlatform()
                .daemon()
                .name(prefix + "-rescue-", 0)
                .inheritInheritableThreadLocals(false)
                .factory();
    }

    /** The workers that live. */
    WorkerRegistry registry() {
        return registry;
    }

    /** Makes an idle or a new worker the pending one. For the one who claimed the place. */
    void appoint(PendingWorker<Worker> pending) {
        Worker worker = idle.pop();
        if (worker == null) {
            worker = new Worker(scheduler, shared, virtualThreads, Duty.PENDING);
            pending.appoint(worker);
            start(worker);
        } else {
            pending.appoint(worker);
            worker.assign(Duty.PENDING);
        }
    }

    /** Sends workers for free processors, beside the pending one, so that so many are on their way. For the monitor. */
    void summon(int wanted) {
        for (int missing = wanted - coming(); missing > 0; missing--) {
            Worker worker = idle.pop();
            if (worker == null) {
                start(new Worker(scheduler, shared, virtualThreads, Duty.SUMMONED));
            } else {
                worker.assign(Duty.SUMMONED);
            }
            coming.incrementAndGet(); // last, as a start may fail; so it may be below zero for a moment
        }
    }

    /** How many summoned workers have not come yet. */
    int coming() {
        return Math.max(0, coming.get());
    }

    /** A summoned worker has come. By its thread. */
    void hasCome() {
        coming.decrementAndGet();
    }

    /** Puts a platform thread to work. */
    void rescue() {
        Worker worker = idleRescuers.pop();
        if (worker == null) {
            start(new Worker(scheduler, shared, platformThreads, Duty.RESCUE));
        } else {
            worker.assign(Duty.RESCUE);
        }
    }

    private void start(Worker worker) {
        registry.add(worker);
        try {
            worker.thread().start();
        } catch (Throwable e) {
            worker.end();
            registry.ended();
            throw e;
        }
    }

    /** Keeps a worker for later; false if it is to end. For that worker's thread. */
    boolean keep(Worker worker) {
        if (scheduler.isClosed() || !stackOf(worker).push(worker)) {
            return false;
        }
        if (scheduler.isClosed()) {
            dismiss(0); // close may have looked before the push
        }
        return true;
    }

    private IdleWorkers<Worker> stackOf(Worker worker) {
        return worker.thread().isVirtual() ? idle : idleRescuers;
    }

    /** Ends idle workers until so many of each kind are left. */
    void dismiss(int kept) {
        dismiss(idle, kept);
        dismiss(idleRescuers, kept);
    }

    private static void dismiss(IdleWorkers<Worker> stack, int kept) {
        while (stack.size() > kept) {
            @Nullable Worker worker = stack.pop();
            if (worker == null) {
                return;
            }
            worker.assign(Duty.END);
        }
    }
}
