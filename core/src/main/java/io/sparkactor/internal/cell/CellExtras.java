package io.sparkactor.internal.cell;

import io.sparkactor.ExitReason;
import io.sparkactor.ParkedMessage;
import io.sparkactor.Supervision;
import io.sparkactor.internal.topics.Memberships;
import io.sparkactor.internal.waiting.Wait;
import io.sparkactor.internal.waiting.Waiters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rare fields of a cell, made when first needed, so that an idle actor stays small. Each field states its thread rule. */
final class CellExtras {

    /** Why an actor stops that has no rare fields. */
    static final ExitReason NORMAL = new ExitReason.Normal();

    /** In the place of those of an actor that has stopped without any. */
    static final CellExtras NONE_AT_END = new CellExtras();

    /** What the turn waits for in the framework. Written by the turn; read by those who stop it or look for cycles. */
    volatile @Nullable Wait waiting;

    /** Whether its {@code preStart} failed. Written before the cell can be seen by its parent's turn. */
    volatile boolean neverStarted;

    /** The messages of a bounded actor. Written before the ref is known to others. */
    @Nullable
    BoundedMailbox<?> mailbox;

    /** What the actor has stashed; null if it never did. Written by the turn, read by those who count. */
    private volatile @Nullable CellStash stash;

    /** The messages that the actor holds; null if it never did. Guarded by this object, but for reads. */
    private volatile @Nullable HeldMessages held;

    /** What an extension keeps with the actor. Written by the turn, read by any thread. */
    volatile @Nullable Object attachment;

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

    /** The actor's durable timers; null if it has had none. Written by the turn or at the start; read by any thread. */
    volatile @Nullable DurableOwner durable;

    /** Slots of asks that were handled without a reply; they fail when the actor stops. Confined to the turn. */
    private final List<BaseRef<?>> unanswered = new ArrayList<>(0);

    private int sweepAt = 16;

    /** The default strategy for children. Written when an instance begins; read by the turns of the children it creates later. */
    volatile Supervision childSupervision = Supervision.stop();

    /** Who is to be told when the actor has stopped. Guarded by this object. */
    private @Nullable ExitNotices exits;

    /** The actors that this one monitors. Confined to the turn. */
    private @Nullable RefSet monitored;

    /** Whether the stop of a linked actor is a signal. Written by the turn; read by those who wait on its behalf. */
    volatile boolean trapsExits;

    /** There once the actor was to restart. Made by the turn. */
    private volatile @Nullable RestartState restartState;

    /** What the actor owns, newest first. Confined to the turn. */
    private @Nullable Deque<AutoCloseable> owned;

    /** What the actor watches; null if it never did. Confined to the turn. */
    private @Nullable CellWatches watches;

    /** The failed messages that were kept aside. Guarded by this object. */
    private @Nullable Deque<ParkedMessage> parked;

    /** Why the actor stops, if it does. Written by the turn; read by it, or behind the end. */
    ExitReason exitReason = NORMAL;

    void addUnanswered(BaseRef<?> slot, ActorCell<?> cell) {
        if (unanswered.size() >= sweepAt) {
            unanswered.removeIf(kept -> !kept.isAskWaitingFor(cell));
            sweepAt = Math.max(16, unanswered.size() * 2);
        }
        slot.askKept();
        unanswered.add(slot);
    }

    void endUnanswered(ActorCell<?> cell, Consumer<BaseRef<?>> end) {
        for (BaseRef<?> slot : unanswered) {
            if (slot.isAskWaitingFor(cell)) {
                end.accept(slot);
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

    RestartState restartState() {
        RestartState made = restartState;
        if (made == null) {
            made = new RestartState();
            restartState = made;
        }
        return made;
    }

    boolean hasJoined() {
        return memberships != null;
    }

    /** How many messages are not in the queue of the cell. Thread-safe. */
    long depth() {
        CellStash own = stash;
        HeldMessages holding = held;
        return (own == null ? 0 : own.size())
                + (holding == null ? 0 : holding.size())
                + (mailbox == null ? 0 : mailbox.depth());
    }

    @Nullable
    HeldMessages heldIfAny() {
        return held;
    }

    /** The messages that it holds. Thread-safe. */
    synchronized HeldMessages held() {
        HeldMessages made = held;
        if (made == null) {
            made = new HeldMessages();
            held = made;
        }
        return made;
    }

    /** The stash, made when first needed. By the turn. */
    CellStash stash(ActorCell<?> cell) {
        CellStash own = stash;
        if (own == null) {
            own = new CellStash(cell);
            stash = own;
        }
        return own;
    }

    /** The actor has a new instance: what the old one had stashed comes first. By the turn. */
    void resumeStash() {
        CellStash own = stash;
        TurnState turn = TurnState.current();
        if (own != null && turn != null) {
            own.resumeAll(turn.isObeying());
        }
    }

    /** The actor has stopped: what it had stashed becomes dead letters. By the turn. */
    void discardStash() {
        CellStash own = stash;
        if (own != null) {
            own.discard();
        }
    }

    /** The actor begins to stop. */
    void actorStops() {
        if (mailbox != null) {
            mailbox.wakeSenders();
        }
    }

    @Nullable
    RestartState restartStateIfAny() {
        return restartState;
    }

    synchronized ExitNotices exits() {
        if (exits == null) {
            exits = new ExitNotices();
        }
        return exits;
    }

    RefSet monitored() {
        if (monitored == null) {
            monitored = new RefSet();
        }
        return monitored;
    }

    CellWatches watches(ActorCell<?> cell) {
        if (watches == null) {
            watches = new CellWatches(cell);
        }
        return watches;
    }

    void closeWatches() {
        if (watches != null) {
            watches.closeAll();
        }
    }

    void own(AutoCloseable resource) {
        if (owned == null) {
            owned = new ArrayDeque<>(1);
        }
        owned.push(resource);
    }

    /** The next resource to close, which is the actor's no more; null if there is none. */
    @Nullable
    AutoCloseable disown() {
        return owned == null ? null : owned.poll();
    }

    synchronized void park(ParkedMessage message, int capacity) {
        if (parked == null) {
            parked = new ArrayDeque<>(1);
        }
        while (parked.size() >= capacity) {
            parked.removeFirst();
        }
        parked.addLast(message);
    }

    synchronized List<ParkedMessage> parked() {
        return parked == null ? List.of() : List.copyOf(parked);
    }

    synchronized void addTimer(ActorTimer<?> timer) {
        timers.add(timer);
    }

    synchronized void removeTimer(ActorTimer<?> timer) {
        timers.remove(timer);
    }

    synchronized int timerCount() {
        DurableOwner lasting = durable;
        return timers.size() + (lasting == null ? 0 : lasting.size());
    }

    /** The actor has no life any more in which its durable timers could fire. */
    void endDurableTimers() {
        DurableOwner lasting = durable;
        if (lasting != null) {
            lasting.end();
        }
    }

    void closeTimers() {
        List<ActorTimer<?>> all;
        synchronized (this) {
            all = List.copyOf(timers);
        }
        all.forEach(ActorTimer::close);
    }
}
