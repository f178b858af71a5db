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
    private final Deque<Envelope<?>> stashed = new ArrayDeque<>();

    /** The copy of the message in hand, once that was stashed. */
    private @Nullable Envelope<?> inHand;

    /** Whether all are to be handled as soon as the one in hand is here. */
    private boolean resumeBehind;

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
        if (message == inHand) {
            throw new IllegalStateException("stash() of " + cell.path() + " was called twice for one message");
        }
        inHand = message.again();
        turn.handling(inHand);
    }

    /** The handler of a message that was stashed has returned. */
    void handled() {
        Envelope<?> kept = inHand;
        if (kept != null) {
            inHand = null;
            synchronized (this) {
                stashed.addLast(kept);
            }
            BoundedMailbox<?> bounded = cell.bounded();
            if (bounded != null) {
                bounded.keepPlace();
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
            resumeAll();
        }
    }

    /** Puts all in front of what waits in the mailbox; the one in hand follows when its handler has returned. */
    void resumeAll() {
        if (inHand != null) {
            resumeBehind = true;
            return;
        }
        List<Envelope<?>> all = takeAll();
        if (all.isEmpty()) {
            return;
        }
        BoundedMailbox<?> bounded = cell.bounded();
        if (bounded == null) {
            link(all);
            return;
        }
        bounded.resume(all);
        List<Envelope<?>> tickets = new ArrayList<>(all.size());
        all.forEach(envelope -> tickets.add(cell.mark(Kind.TICKET, "ticket")));
        link(tickets);
    }

    private void link(List<Envelope<?>> envelopes) {
        if (cell.extras().betweenMessages) {
            cell.enqueueInFront(envelopes);
        } else {
            cell.enqueueFirst(envelopes);
        }
    }

    /** Makes dead letters of all, since the actor has stopped. */
    void discard() {
        List<Envelope<?>> all = takeAll();
        all.forEach(envelope -> cell.deadLetter(envelope, cell.reasonOfStop()));
        BoundedMailbox<?> bounded = cell.bounded();
        if (bounded != null) {
            bounded.giveBack(all.size());
        }
    }

    /** How many are stashed. Thread-safe. */
    synchronized int size() {
        return stashed.size();
    }

    private synchronized List<Envelope<?>> takeAll() {
        List<Envelope<?>> all = List.copyOf(stashed);
        stashed.clear();
        return all;
    }
}
