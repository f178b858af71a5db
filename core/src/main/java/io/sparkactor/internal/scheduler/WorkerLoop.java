package io.sparkactor.internal.scheduler;

import io.sparkactor.internal.scheduler.Worker.Duty;
import io.sparkactor.spi.Turn;
import java.util.concurrent.locks.LockSupport;

/** The life of a worker: get a processor, run turns until there are none or the processor is lost, be idle. Confined to its thread. */
final class WorkerLoop implements Runnable {

    private final Worker worker;

    WorkerLoop(Worker worker) {
        this.worker = worker;
    }

    @Override
    public void run() {
        worker.enter();
        PoolScheduler scheduler = worker.scheduler;
        try {
            do {
                if (takeUpDuty()) {
                    runTurns();
                }
            } while (waitForDuty());
        } finally {
            scheduler.workerEnded(worker);
        }
    }

    private boolean takeUpDuty() {
        return switch (worker.duty()) {
            case PENDING -> servePending();
            case SUMMONED -> {
                worker.scheduler.pool().hasCome();
                yield acquire();
            }
            case RESCUE -> acquire();
            case NONE, END -> false;
        };
    }

    private boolean acquire() {
        worker.active();
        return worker.scheduler.acquireAny(worker);
    }

    /** Waits for a processor as the pending worker; false if there is nothing to do any more. */
    private boolean servePending() {
        PoolScheduler scheduler = worker.scheduler;
        long pause = Limits.PENDING_PAUSE;
        int yields = Limits.PENDING_YIELDS;
        int vain = 0;
        while (true) {
            worker.looked();
            if (acquire()) {
                scheduler.pending().leave();
                return true;
            }
            worker.passive();
            vain = scheduler.turns().anythingQueued() ? 0 : vain + 1;
            if (vain > Limits.PENDING_LOOKS || vain > 0 && scheduler.isClosed()) {
                break;
            }
            if (yields-- > 0) {
                // An owner that woke waits for a carrier, perhaps behind this thread. Bounded, so nobody starves.
                Thread.yield();
                continue;
            }
            // It runs while every processor is taken, so there are more carriers than processors: looks again, but ever
            // less often.
            LockSupport.parkNanos(pause);
            Thread.interrupted();
            pause = Math.min(pause * 2, Limits.TICK);
        }
        scheduler.pending().leave();
        scheduler.wakeIfQueued();
        return false;
    }

    private void runTurns() {
        PoolScheduler scheduler = worker.scheduler;
        LocalQueue queue = worker.queue();
        boolean successor = true;
        for (int count = 1; ; count++) {
            if (!queue.holds()) {
                if (!acquireAgain()) {
                    return;
                }
                successor = true;
            }
            Turn turn = scheduler.turns().next(queue, (count & (Limits.SHARED_POLL - 1)) == 0);
            if (turn == null) {
                turn = scheduler.spinForTurn(worker);
                successor = true;
            }
            if (turn == null) {
                if (!scheduler.releaseForIdle(worker)) {
                    return;
                }
                continue;
            }
            if (successor) {
                successor = false;
                // This worker was the pending one, or drained what a blocked owner had. Perhaps nobody is pending for
                // the rest.
                scheduler.wakeIfQueued();
            }
            worker.run(turn);
            Thread.interrupted(); // an interrupt is for the turn it hit, not for the next one
        }
    }

    /** Gets a processor after a turn in which it was lost; false if the worker is to be idle. */
    private boolean acquireAgain() {
        if (worker.scheduler.acquireAfterTurn(worker)) {
            return true;
        }
        if (!worker.scheduler.turns().isQueued()) {
            return false;
        }
        // When many sleeping turns wake at once, the owners wait for a carrier among them, so one is likely to block
        // behind these.
        Thread.yield();
        return worker.scheduler.acquireAfterTurn(worker);
    }

    /** Waits for the next duty; false if the worker is to end. */
    private boolean waitForDuty() {
        PoolScheduler scheduler = worker.scheduler;
        worker.queue().forget();
        scheduler.wakeIfQueued(); // a turn that this worker itself drained, after its taker had looked
        worker.idle();
        worker.passive();
        if (!scheduler.pool().keep(worker)) {
            return false;
        }
        while (worker.duty() == Duty.NONE) {
            LockSupport.park(scheduler);
            Thread.interrupted(); // whoever kept the thread from a turn may interrupt it; parking would no longer wait
        }
        return worker.duty() != Duty.END;
    }
}
