package io.sparkactor.internal.scheduler;

import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.Turn;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the processors once in a millisecond and takes them from turns that block or run on; asleep while nothing runs.
 *
 * <p>A platform thread, because it must run when virtual threads cannot. {@link #wakeIfAsleep} and {@link #activity} are for any
 * thread, everything else is confined to the monitor's.
 */
final class SchedulerMonitor implements Runnable {

    private final PoolScheduler scheduler;
    private final RuntimeHooks hooks;
    private final CarrierPool carriers;
    private final RunawayWatch runaways;
    private final TuningWatch tuning;
    private final ProcessorWatch[] watches;
    private final List<Eviction> evictions = new ArrayList<>();
    private final List<Suspect> suspects = new ArrayList<>();
    private int quietTicks;
    private long lastTick;
    private long clock;
    private volatile long activity;
    private volatile @Nullable Thread sleeper;
    private volatile boolean ended;

    SchedulerMonitor(PoolScheduler scheduler, RuntimeHooks hooks, CarrierPool carriers) {
        this.scheduler = scheduler;
        this.hooks = hooks;
        this.carriers = carriers;
        runaways = new RunawayWatch(scheduler, carriers);
        tuning = new TuningWatch(scheduler);
        watches = new ProcessorWatch[scheduler.parts().count()];
        for (int i = 0; i < watches.length; i++) {
            watches[i] = new ProcessorWatch();
        }
    }

    /** Wakes the monitor; to be called after a change that it must see, which must be a full fence. */
    void wakeIfAsleep() {
        Thread asleep = sleeper;
        if (asleep != null) {
            LockSupport.unpark(asleep);
        }
    }

    /** Odd while the monitor moves turns. */
    long activity() {
        return activity;
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void run() {
        carriers.open();
        lastTick = hooks.nanoTime();
        while (!scheduler.isClosed() || scheduler.workers().live() > 0) {
            try {
                tick(advance());
                pause();
            } catch (Throwable e) {
                PoolScheduler.LOGGER.log(Level.ERROR, "The scheduler's monitor failed once and goes on", e);
                LockSupport.parkNanos(Limits.TICK);
            }
        }
        carriers.withdraw(runaways);
        ended = true;
        tuning.rest(lastTick); // what is made ready later is still run
    }

    /**
     * A clock that stands while the monitor cannot look: when the whole JVM was stopped (by the garbage collector, by the machine),
     * turns did not run on, they were stopped too.
     */
    private long advance() {
        long now = hooks.nanoTime();
        clock += Math.min(now - lastTick, Limits.LONGEST_TICK);
        lastTick = now;
        return clock;
    }

    private record Eviction(Turn turn, Duration ran) {}

    /** A turn that goes on without the processor that was closed under it; it may be a runaway all the same. */
    private record Suspect(Worker worker, Turn turn, ProcessorWatch watch) {}

    private void tick(long now) {
        tuning.look(lastTick, runaways.anyComputes()); // first: what it closes is taken away in this tick
        boolean busy = scheduler.pending().isSet();
        boolean othersQueued = carriers.othersQueued(
                (scheduler.pending().isOnItsWay() ? 1 : 0) + scheduler.pool().coming());
        for (int i = 0; i < watches.length; i++) {
            Worker owner = (Worker) scheduler.parts().get(i).owner();
            busy |= owner != null;
            look(i, owner, othersQueued, now);
            if (othersQueued && owner != null) {
                owner.requestLeaveCarrier();
            }
        }
        suspects.removeIf(suspect -> isCleared(suspect, now));
        busy |= scheduler.turns().isQueued() || !suspects.isEmpty();
        scheduler.wakeIfQueued(); // whoever put a turn from a stack that was nearly full has left that to the monitor
        runaways.othersWait(busy && othersQueued, now);
        runaways.look(scheduler.pending().worker(), now, lastTick);
        quietTicks = busy ? 0 : quietTicks + 1;
        tellOfEvictions();
    }

    private void look(int index, @Nullable Worker owner, boolean othersQueued, long now) {
        ProcessorWatch watch = watches[index];
        ProcessorWatch.Finding finding = watch.look(owner, now);
        if (owner == null) {
            return;
        }
        if (!scheduler.parts().isOpen(index)) {
            close(index, owner);
            return;
        }
        switch (finding) {
            case FREE, MOVES -> {}
            case GOES_ON -> goesOn(owner);
            case STANDS -> {
                if (owner.isBlocked()) {
                    takeAway(index, owner);
                } else if (watch.standsFor(now) >= runaways.limit(now) && anyoneWaits(othersQueued)) {
                    evict(index, owner, now);
                } else {
                    goesOn(owner);
                }
            }
        }
    }

    /** A turn that nobody waits for may run on; the user's own virtual threads wait for its carrier like other turns. */
    private boolean anyoneWaits(boolean othersQueued) {
        return othersQueued || scheduler.turns().anythingQueued();
    }

    private void goesOn(Worker owner) {
        moveSlot(owner);
        if (scheduler.turns().isQueued()) {
            owner.requestTurnEnd();
        }
    }

    /** Marks the begin and the end of a move. */
    private void moving() {
        long present = activity; // this thread is the only writer
        activity = present + 1;
    }

    /** What waits in the slot behind a long turn goes to whoever is free. */
    private void moveSlot(Worker owner) {
        if (owner.queue().isSlotEmpty()) {
            return;
        }
        moving();
        owner.queue().drainSlot();
        moving();
        scheduler.wakeIfQueued();
    }

    private void close(int index, Worker owner) {
        Turn turn = owner.runningTurn();
        if (takeAway(index, owner) && turn != null) {
            suspects.add(new Suspect(owner, turn, watches[index]));
            watches[index] = new ProcessorWatch();
        }
    }

    /** Whether a suspect need not be looked at any more, as it has moved on, blocks, or is known for a runaway now. */
    private boolean isCleared(Suspect suspect, long now) {
        Worker worker = suspect.worker();
        ProcessorWatch watch = suspect.watch();
        if (watch.look(worker, now) != ProcessorWatch.Finding.STANDS
                || worker.runningTurn() != suspect.turn()
                || worker.isBlocked()) {
            return true;
        }
        if (watch.standsFor(now) < runaways.limit(now)) {
            return false;
        }
        runaways.evicted(worker, now);
        evictions.add(new Eviction(suspect.turn(), Duration.ofNanos(watch.standsFor(now))));
        return true;
    }

    private boolean takeAway(int index, Worker owner) {
        moving();
        boolean taken = scheduler.parts().evict(scheduler.parts().get(index), owner);
        moving();
        scheduler.wakeIfQueued();
        return taken;
    }

    private void evict(int index, Worker owner, long now) {
        Turn turn = owner.runningTurn();
        if (!takeAway(index, owner) || turn == null || !watches[index].stillStands(owner)) {
            return; // it has moved just now: it lost its processor for the rest of a turn that deserves no blame
        }
        runaways.evicted(owner, now);
        evictions.add(new Eviction(turn, Duration.ofNanos(watches[index].standsFor(now))));
    }

    /** Last of all, when the others go on already. */
    private void tellOfEvictions() {
        while (!evictions.isEmpty()) {
            Eviction eviction = evictions.removeFirst(); // first: a listener that fails is not told once more
            scheduler.listener().turnEvicted(eviction.turn(), eviction.ran());
        }
    }

    private void pause() {
        if (quietTicks < Limits.QUIET_TICKS) {
            LockSupport.parkNanos(Limits.TICK);
        } else if (scheduler.isClosed()) {
            LockSupport.parkNanos(Limits.QUIET_TICKS * Limits.TICK); // only turns without a processor are left
        } else {
            sleep();
        }
    }

    private void sleep() {
        scheduler.pool().dismiss(scheduler.processors());
        scheduler.workers().sweep();
        long now = advance();
        runaways.rest(now, lastTick);
        tuning.rest(lastTick);
        // A full fence: who acquires a processor or becomes pending now sees it, or is seen below.
        sleeper = Thread.currentThread();
        while (!scheduler.isClosed()
                && !scheduler.pending().isSet()
                && !scheduler.turns().isQueued()
                && scheduler.parts().allFree()) {
            LockSupport.park(this);
        }
        sleeper = null;
        quietTicks = 0;
    }
}
