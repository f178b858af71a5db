package io.sparkactor.internal.cell;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The messages that an actor holds, in order; see {@link HeldMessage}. Thread-safe, but for what says otherwise. */
final class HeldMessages {

    /** Guarded by this object. */
    private final Set<HeldMessage<?>> all = new LinkedHashSet<>();

    /** How many of them stand in the books here. Guarded by this object. */
    private int own;

    /** The message in hand, once it is held. Confined to the turn. */
    private @Nullable Envelope<?> inHand;

    /** Adds the message in hand. In the turn. */
    void add(HeldMessage<?> held, Envelope<?> envelope) {
        inHand = envelope;
        synchronized (this) {
            all.add(held);
            own += held.isOwn() ? 1 : 0;
        }
    }

    /** Whether the cell has just held this message, which its handler has thrown on; says so once. In the turn. */
    static boolean wasHeld(ActorCell<?> cell, Envelope<?> envelope) {
        CellExtras extras = cell.extrasIfAny();
        HeldMessages held = extras == null ? null : extras.heldIfAny();
        boolean was = held != null && held.inHand == envelope;
        if (held != null) {
            held.inHand = null;
        }
        return was;
    }

    /** Forgets which one is in hand. In the turn. */
    void handled() {
        inHand = null;
    }

    synchronized void remove(HeldMessage<?> held) {
        if (all.remove(held)) {
            own -= held.isOwn() ? 1 : 0;
        }
    }

    /** How many stand in the books here. */
    synchronized int size() {
        return own;
    }

    /** The instance has ended: with a restart they have failed, with a stop they are dead letters. In the turn. */
    void end(ActorCell<?> cell) {
        List<HeldMessage<?>> left;
        synchronized (this) {
            left = List.copyOf(all);
        }
        RestartState restarts =
                cell.state() == ActorCell.RESTARTING ? cell.extras().restartStateIfAny() : null;
        for (HeldMessage<?> held : left) {
            if (restarts == null) {
                held.deadLetter(cell.reasonOfStop());
            } else {
                held.fail(restarts.cause());
            }
        }
    }
}
