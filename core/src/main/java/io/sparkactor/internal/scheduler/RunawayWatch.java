package io.sparkactor.internal.scheduler;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the carriers that one scheduler misses: those that its evicted turns hold, and those that other virtual threads must
 * hold because the pending worker does not get to run. Confined to the monitor.
 */
final class RunawayWatch {

    private record Runaway(Worker worker, long turns, long steps) {

        boolean holdsCarrier() {
            return worker.thread().isVirtual() && !worker.isBlocked();
        }

        boolean isOver() {
            return worker.hasEnded() || worker.turns() != turns || worker.steps() != steps || !worker.isInTurn();
        }
    }

    private final PoolScheduler scheduler;
    private final CarrierPool carriers;
    private final List<Runaway> runaways = new ArrayList<>();
    private int others;
    private long alertUntil;
    private boolean alert;
    private @Nullable Worker pending;
    private long pendingLooks;
    private long pendingSince;
    private int fair;
    private long othersRanAt;
    private long othersWaitedAt;
    private int mostMounted;
    private long windowEnd;
    private int busyTicks;

    RunawayWatch(PoolScheduler scheduler, CarrierPool carriers) {
        this.scheduler = scheduler;
        this.carriers = carriers;
    }

    /** How long a turn may stand before it is a runaway. */
    long limit(long now) {
        return isAlert(now) ? Limits.RUNAWAY_ALERT : Limits.RUNAWAY;
    }

    private boolean isAlert(long now) {
        return alert && now - alertUntil < 0;
    }

    /** Whether a turn that lost its processor as a runaway holds a core. */
    boolean anyComputes() {
        return runaways.stream().anyMatch(runaway -> !runaway.worker().isBlocked());
    }

    /** Notes that a turn lost its processor as a runaway. */
    void evicted(Worker worker, long now) {
        runaways.add(new Runaway(worker, worker.turns(), worker.steps()));
        alert = true;
        alertUntil = now + Limits.ALERT;
    }

    /**
     * Gives the user's own virtual threads a carrier beside the busy ones while they wait for long. A carrier prefers what was made
     * ready on it, which under busy actors never ends: workers that leave it let each other in, and with one carrier nobody else.
     */
    void othersWait(boolean othersQueued, long now) {
        if (!othersQueued) {
            othersRanAt = now;
        } else if (now - othersRanAt >= Limits.RUNAWAY) {
            othersWaitedAt = now;
            fair = 1;
        }
        if (now - othersWaitedAt >= Limits.ALERT) {
            fair = 0;
        }
    }

    /**
     * Looks whether the pending worker gets a carrier, and asks for as many as are missing.
     *
     * @param now the monitor's own clock
     * @param wallNanos the clock of the runtime, which schedulers share
     */
    void look(@Nullable Worker worker, long now, long wallNanos) {
        runaways.removeIf(Runaway::isOver);
        if (pendingStands(worker, now)) {
            if (carriers.canGrow()) {
                others++;
                pendingSince = now;
            } else if (scheduler.turns().anythingQueued()) {
                scheduler.pool().rescue();
            }
        }
        giveBack(now);
        ask(now, wallNanos);
        summon(now);
        if (++busyTicks == Limits.WARM_UP_TICKS) {
            carriers.warmUp(Math.min(2 * scheduler.processors(), Limits.WARM_SPARES), wallNanos);
        }
    }

    /**
     * While runaways come in a group, the free processors get their workers all at once. One after the other, each would wait for a
     * core: the pending worker is followed by the next when it has found a turn.
     */
    private void summon(long now) {
        if (isAlert(now) && scheduler.turns().isQueued()) {
            scheduler.pool().summon(scheduler.parts().free());
        }
    }

    private boolean pendingStands(@Nullable Worker worker, long now) {
        boolean waits = worker != null && worker == pending && worker.looks() == pendingLooks;
        if (waits && scheduler.parts().anyToTake()) {
            // Carriers that are on their way, or seem to be free, get more time before another one is asked for.
            return now - pendingSince >= (carriers.areAllHeld() ? limit(now) : 5 * Limits.RUNAWAY);
        }
        pending = worker;
        pendingLooks = worker == null ? 0 : worker.looks();
        pendingSince = now;
        return false;
    }

    /** One carrier less for others, once there were enough besides it for some time. */
    private void giveBack(long now) {
        if (others == 0) {
            return;
        }
        mostMounted = Math.max(mostMounted, carriers.mounted());
        if (now - windowEnd >= 0) {
            if (carriers.hasSpare(mostMounted)) {
                others--;
            }
            mostMounted = 0;
            windowEnd = now + Limits.CARRIER_LINGER;
        }
    }

    /** Nothing runs any more: only runaways still need carriers. */
    void rest(long now, long wallNanos) {
        runaways.removeIf(Runaway::isOver);
        others = 0;
        fair = 0;
        pending = null;
        busyTicks = 0;
        ask(now, wallNanos);
        carriers.settle(this);
    }

    private void ask(long now, long wallNanos) {
        int held = 0;
        for (Runaway runaway : runaways) {
            if (runaway.holdsCarrier()) {
                held++;
            }
        }
        if (scheduler.parts().lend(held)) {
            scheduler.wakeIfQueued();
        }
        int spares = held > 0 && isAlert(now) ? 2 * scheduler.processors() : 0; // for the next of the group
        carriers.need(this, held + spares + others + fair, wallNanos);
    }
}
