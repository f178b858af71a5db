package io.sparkactor.internal.cell;

import io.sparkactor.ExitReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be told when an actor has stopped: those that monitor it, and those that it is linked with. Thread-safe.
 *
 * <p>Guarded by its own monitor, in which nothing waits and no user code runs. A link stands at both ends and is made and cut under
 * both monitors, taken in the order of {@link CellState#isBefore}; so both ends always agree, until one of them has stopped. What stands
 * here of a {@link FarRef} is for that to say.
 */
final class ExitNotices {

    private final RefSet watchers = new RefSet();
    private final RefSet links = new RefSet();

    /** Why the actor stopped; null while it has not. */
    private @Nullable ExitReason reason;

    /**
     * Those that are to be told.
     *
     * @param watchers those that monitor it
     * @param links those that it was linked with
     */
    record Addressees(List<BaseRef<?>> watchers, List<BaseRef<?>> links) {}

    /** Adds one that monitors; if the actor has stopped already, says why instead. */
    synchronized @Nullable ExitReason addWatcher(BaseRef<?> watcher) {
        if (reason == null) {
            watchers.add(watcher);
        }
        return reason;
    }

    synchronized void removeWatcher(BaseRef<?> watcher) {
        watchers.remove(watcher);
    }

    /** Links two actors; if the second has stopped already, says why, and only the first knows of the link. */
    static @Nullable ExitReason link(ActorCell<?> first, ActorCell<?> second) {
        ExitNotices here = first.extras().exits();
        ExitNotices there = second.extras().exits();
        boolean inOrder = first.isBefore(second);
        synchronized (inOrder ? here : there) {
            synchronized (inOrder ? there : here) {
                here.links.add(second);
                if (there.reason == null) {
                    there.links.add(first);
                }
                return there.reason;
            }
        }
    }

    /** Adds one of another system; if the actor has stopped already, says why instead. */
    synchronized @Nullable ExitReason addLink(FarRef<?> other) {
        if (reason == null) {
            links.add(other);
        }
        return reason;
    }

    static void unlink(ActorCell<?> first, ActorCell<?> second) {
        ExitNotices here = first.extras().exits();
        ExitNotices there = second.extras().exits();
        boolean inOrder = first.isBefore(second);
        synchronized (inOrder ? here : there) {
            synchronized (inOrder ? there : here) {
                here.links.remove(second);
                there.links.remove(first);
            }
        }
    }

    synchronized boolean isLinked(BaseRef<?> other) {
        return links.contains(other);
    }

    /** Forgets a link whose other end has stopped; false if it was cut before. */
    synchronized boolean removeLink(BaseRef<?> other) {
        return links.remove(other);
    }

    /** The actor has stopped: who is to be told. Whoever comes later is told the reason. */
    synchronized Addressees close(ExitReason why) {
        reason = why;
        return new Addressees(watchers.drain(), links.drain());
    }
}
