package io.sparkactor.internal.cell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an actor has put aside to handle later, in order. Confined to its turn, but for {@link #size}; belongs to the cell, so it
 * outlives the user's object when that is replaced.
 *
 * <p>A message that is being handled is put here as a copy of its envelope, and only when its handler has returned: until then it is in
 * hand, and if the handler throws it has failed and is not here.
 */
final class CellStash {

    private final ActorCell<?> cell;

    /** Guarded by this object, so that others may count. */
    private final Deque<Stashed> stashed = new ArrayDeque<>();

    /** The copy of the message in hand, once that was stashed. */
    private @Nullable Envelope<?> inHand;

    /** Whether all are to be handled as soon as the one in hand is here. */
    private boolean resumeBehind;

    /**
     * A message that was put aside.
     *
     * @param hasPlace whether it has a place in a bounded mailbox; the tick of a timer has none
     */
    private record Stashed(Envelope<?> envelope, boolean hasPlace) {}

    CellStash(ActorCell<?> cell) {
        this.cell = cell;
    }

    /** Stashes the message that is handled in this turn. */
    void add(TurnState turn) {
        Envelope<?> message = turn.message();
        if (message == null) {
            throw new IllegalStateException("stash() of " + cell.path()
                    + " was called while no message is handled; only a message can be stashed, in its own handling");
        }
        if (message.kind == Kind.HELD) {
            throw new IllegalStateException("stash() of " + cell.path() + " was called for a message that it holds");
        }
        if (message == inHand) {
            throw new IllegalStateException("stash() of " + cell.path() + " was called twice for one message");
        }
        inHand = message.again();
        inHand.ownExtras().putAside();
        turn.handling(inHand);
    }

    /** The handler of a message that was stashed has returned. */
    void handled() {
        Envelope<?> kept = inHand;
        if (kept != null) {
            inHand = null;
            BoundedMailbox<?> bounded = cell.bounded();
            Stashed last = new Stashed(kept, bounded != null && bounded.keepPlace());
            synchronized (this) {
                stashed.addLast(last);
            }
        }
        resumeIfDue();
    }

    /** The handler of a message that was stashed has thrown: the message has failed, as any other. */
    void failed() {
        inHand = null;
        resumeIfDue();
    }

    private void resumeIfDue() {
        if (resumeBehind) {
            resumeBehind = false;
            resumeAll(false);
        }
    }

    /**
     * Puts all in front of what waits in the mailbox; the one in hand follows when its handler has returned.
     *
     * @param betweenMessages whether the turn has not begun with what is in front of the queue
     */
    void resumeAll(boolean betweenMessages) {
        if (inHand != null) {
            resumeBehind = true;
            return;
        }
        List<Stashed> all = takeAll();
        if (all.isEmpty()) {
            return;
        }
        boolean behindHead = !betweenMessages || isRetried(cell.head());
        BoundedMailbox<?> bounded = cell.bounded();
        if (bounded != null) {
            bounded.resume(withPlace(all));
        }
        List<Envelope<?>> links = new ArrayList<>(all.size());
        all.forEach(each -> links.add(each.hasPlace() ? cell.mark(Kind.TICKET, "ticket") : each.envelope()));
        if (behindHead) {
            cell.enqueueFirst(links);
        } else {
            cell.enqueueBeforeHead(links);
        }
    }

    /** Whether what is in front of the queue has failed and is to be handled once more, before all else. */
    private boolean isRetried(Envelope<?> head) {
        BoundedMailbox<?> bounded = cell.bounded();
        return head.kind == Kind.TICKET && bounded != null ? bounded.hasPutBack() : head.isRetried();
    }

    private static List<Envelope<?>> withPlace(List<Stashed> all) {
        List<Envelope<?>> envelopes = new ArrayList<>(all.size());
        for (Stashed each : all) {
            if (each.hasPlace()) {
                envelopes.add(each.envelope());
            }
        }
        return envelopes;
    }

    /** Makes dead letters of all, since the actor has stopped. */
    void discard() {
        List<Stashed> all = takeAll();
        all.forEach(each -> CellHolding.discard(cell, each.envelope()));
        BoundedMailbox<?> bounded = cell.bounded();
        if (bounded != null) {
            bounded.giveBack(withPlace(all).size());
        }
    }

    /** How many are stashed that stand in the books here. Thread-safe. */
    synchronized long size() {
        return stashed.stream()
                .filter(each -> Kind.isMessage(each.envelope().kind))
                .count();
    }

    private synchronized List<Stashed> takeAll() {
        List<Stashed> all = List.copyOf(stashed);
        stashed.clear();
        return all;
    }
}
