package io.sparkactor.internal.cell;

import io.sparkactor.ExitReason;
import io.sparkactor.internal.topics.Memberships;
import io.sparkactor.internal.waiting.Wait;
import io.sparkactor.internal.waiting.Waiters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rare fields of a cell, made when first needed, so that an idle actor stays small. Each field states its thread rule. */
final class CellExtras {

    /** What the turn waits for in the framework. Written by the turn; read by those who stop it or look for cycles. */
    volatile @Nullable Wait waiting;

    /** Whether its {@code preStart} failed. Written before the cell can be seen by its parent's turn. */
    volatile boolean neverStarted;

    /** When the cell was made ready; zero if nobody recorded turns then. Handed to the turn by the scheduler. */
    long readySince;

    /** The last turn that ran too long. Written by the scheduler's monitor; read by who looks from outside. */
    volatile CellLook.@Nullable Eviction eviction;

    /** Threads that wait until the actor has stopped. */
    final Waiters stopWaiters = new Waiters();

    /** The topics that the actor has joined. Written once, under the monitor of this object; read by any thread. */
    private volatile @Nullable Memberships memberships;

    /** The actor's timers. Guarded by this object. */
    private final Set<ActorTimer<?>> timers = LinkedHashSet.newLinkedHashSet(1);

    /** Slots of asks that were handled without a reply; they fail when the actor stops. Confined to the turn. */
    private final List<BaseRef<?>> unanswered = new ArrayList<>(0);

    private int sweepAt = 16;

    /** Why the actor stops. Confined to the turn. */
    @Nullable
    ExitReason exitReason;

    void addUnanswered(BaseRef<?> slot, ActorCell<?> cell) {
        if (unanswered.size() >= sweepAt) {
            unanswered.removeIf(kept -> !kept.isAskWaitingFor(cell));
            sweepAt = Math.max(16, unanswered.size() * 2);
        }
        slot.askKept();
        unanswered.add(slot);
    }

    void failUnanswered(ActorCell<?> cell) {
        for (BaseRef<?> slot : unanswered) {
            if (slot.isAskWaitingFor(cell)) {
                slot.askTargetStopped();
            }
        }
        unanswered.clear();
    }

    /** Where its topics are noted, made when it joins the first. */
    Memberships memberships() {
        Memberships made = memberships;
        if (made == null) {
            synchronized (this) {
                made = memberships;
                if (made == null) {
                    made = new Memberships();
                    memberships = made;
                }
            }
        }
        return made;
    }

    boolean hasJoined() {
        return memberships != null;
    }

    synchronized void addTimer(ActorTimer<?> timer) {
        timers.add(timer);
    }

    synchronized void removeTimer(ActorTimer<?> timer) {
        timers.remove(timer);
    }

    synchronized int timerCount() {
        return timers.size();
    }

    void closeTimers() {
        List<ActorTimer<?>> all;
        synchronized (this) {
            all = List.copyOf(timers);
        }
        all.forEach(ActorTimer::close);
    }
}
