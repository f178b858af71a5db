package io.sparkactor.internal.cell;

import java.util.ArrayList;
import java.util.List;

/**
 * The children of a cell as a list linked through the cells themselves: no entry, no map. Every method holds the parent's monitor,
 * in which nothing waits and no user code runs.
 */
final class ChildList {

    /** So many children are copied while the monitor is held. */
    private static final int PIECE = 256;

    private ChildList() {}

    /** Adds a child; false if the parent stops or restarts. */
    static boolean link(ActorCell<?> parent, ActorCell<?> child) {
        synchronized (parent) {
            if (parent.state() > ActorCell.RUNNING) {
                return false;
            }
            ActorCell<?> old = parent.firstChild;
            child.nextSibling = old;
            if (old != null) {
                old.previousSibling = child;
            }
            parent.firstChild = child;
            return true;
        }
    }

    /** Removes a child. */
    static void unlink(ActorCell<?> parent, ActorCell<?> child) {
        synchronized (parent) {
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
        }
    }

    /**
     * The children, newest first; a copy. Those that are there all the time are in it, each once; of those that come or go meanwhile,
     * perhaps. It is made in pieces: with a hundred thousand children, whoever adds or removes one would wait too long for the monitor.
     */
    static List<ActorCell<?>> copy(ActorCell<?> parent) {
        List<ActorCell<?>> children = new ArrayList<>();
        while (copyPiece(parent, children)) {
            Thread.onSpinWait(); // lets others have the monitor
        }
        return children;
    }

    /** Goes on behind the last child of the copy that is still linked; false when the end is reached. */
    private static boolean copyPiece(ActorCell<?> parent, List<ActorCell<?>> children) {
        synchronized (parent) {
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
        }
    }

    private static boolean isLinked(ActorCell<?> parent, ActorCell<?> child) {
        return parent.firstChild == child || child.previousSibling != null;
    }

    /** Whether there is none. */
    static boolean isEmpty(ActorCell<?> parent) {
        synchronized (parent) {
            return parent.firstChild == null;
        }
    }
}
