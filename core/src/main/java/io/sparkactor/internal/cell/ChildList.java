package io.sparkactor.internal.cell;

import java.util.ArrayList;
import java.util.List;

/**
 * The children of a cell as a list linked through the cells themselves: no entry, no map. Every method holds the parent's monitor,
 * in which nothing waits and no user code runs.
 */
final class ChildList {

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

    /** The children, newest first; a copy. */
    static List<ActorCell<?>> copy(ActorCell<?> parent) {
        List<ActorCell<?>> children = new ArrayList<>();
        synchronized (parent) {
            for (ActorCell<?> at = parent.firstChild; at != null; at = at.nextSibling) {
                children.add(at);
            }
        }
        return children;
    }

    /** Whether there is none. */
    static boolean isEmpty(ActorCell<?> parent) {
        synchronized (parent) {
            return parent.firstChild == null;
        }
    }
}
