package io.sparkactor.internal.cell;

import java.util.ArrayList;
import java.util.List;

/**
 * The children of a cell as a list linked through the cells themselves: no entry, no map. Every change and every copy holds the parent's
 * {@linkplain CellState#lockChildren lock}, under which nothing waits, nothing is allocated and no user code runs.
 */
final class ChildList {

    /** So many children are copied while the lock is held. */
    private static final int PIECE = 256;

    private ChildList() {}

    /** Adds a child; false if the parent stops or restarts. */
    static boolean link(ActorCell<?> parent, ActorCell<?> child) {
        parent.lockChildren();
        try {
            if (parent.state() > ActorCell.RUNNING) {
                return false;
            }
            ActorCell<?> old = parent.firstChild;
            child.nextSibling = old;
            if (old != null) {
                old.previousSibling = child;
            }
            parent.leadChildren(child);
            return true;
        } finally {
            parent.unlockChildren();
        }
    }

    /** Removes a child; a full fence behind it if it was the last one. */
    static void unlink(ActorCell<?> parent, ActorCell<?> child) {
        parent.lockChildren();
        try {
            ActorCell<?> before = child.previousSibling;
            ActorCell<?> behind = child.nextSibling;
            if (before != null) {
                before.nextSibling = behind;
            } else {
                parent.firstChild = behind;
            }
            if (behind != null) {
                behind.previousSibling = before;
            }
            child.previousSibling = null;
            child.nextSibling = null;
        } finally {
            parent.unlockChildren();
        }
    }

    /**
     * Moves a parent on to a state in which it takes no children: none is linked behind this. By its turn, where the children of all but
     * the root are created too.
     */
    static void close(ActorCell<?> parent, byte state) {
        if (parent.parentCell() != null) {
            parent.setState(state);
            return;
        }
        parent.lockChildren();
        try {
            parent.setState(state);
        } finally {
            parent.childrenLocked = 0;
        }
    }

    /**
     * The children, newest first; a copy. Those that are there all the time are in it, each once; of those that come or go meanwhile,
     * perhaps. It is made in pieces: with a hundred thousand children, whoever adds or removes one would wait too long for the lock.
     */
    static List<ActorCell<?>> copy(ActorCell<?> parent) {
        if (isEmpty(parent)) {
            return List.of();
        }
        ArrayList<ActorCell<?>> children = new ArrayList<>();
        do {
            Thread.onSpinWait(); // lets others have the lock
            children.ensureCapacity(children.size() + PIECE);
        } while (copyPiece(parent, children));
        return children;
    }

    /** Goes on behind the last child of the copy that is still linked; false when the end is reached. */
    static boolean copyPiece(ActorCell<?> parent, List<ActorCell<?>> children) {
        parent.lockChildren();
        try {
            for (int i = 0; !children.isEmpty() && !isLinked(parent, children.getLast()); i++) {
                if (i == PIECE) {
                    return true;
                }
                children.removeLast(); // gone meanwhile, so that it no longer says where to go on
            }
            ActorCell<?> at = children.isEmpty() ? parent.firstChild : children.getLast().nextSibling;
            for (int i = 0; i < PIECE && at != null; i++) {
                children.add(at);
                at = at.nextSibling;
            }
            return at != null;
        } finally {
            parent.childrenLocked = 0;
        }
    }

    private static boolean isLinked(ActorCell<?> parent, ActorCell<?> child) {
        return parent.firstChild == child || child.previousSibling != null;
    }

    /** Whether there is none; then all that the last one has done happened before. */
    static boolean isEmpty(ActorCell<?> parent) {
        return parent.firstChild == null;
    }
}
