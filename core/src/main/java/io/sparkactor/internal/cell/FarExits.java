package io.sparkactor.internal.cell;

import io.sparkactor.ActorExited;
import io.sparkactor.ExitReason;
import org.jspecify.annotations.Nullable;

/** What a {@link FarRef} does to the actors here that its end concerns, or whose ends concern it. Stateless; thread-safe. */
public final class FarExits {

    private FarExits() {}

    /** Adds one that is to learn of the end of an actor; if that has stopped already, says why instead. */
    public static @Nullable ExitReason addWatcher(ActorCell<?> actor, FarRef<?> watcher) {
        return actor.extras().exits().addWatcher(watcher);
    }

    /** Takes it away again. */
    public static void removeWatcher(ActorCell<?> actor, FarRef<?> watcher) {
        actor.extras().exits().removeWatcher(watcher);
    }

    /** Notes at an actor that it may be linked; if it has stopped already, says why instead. */
    public static @Nullable ExitReason addLink(ActorCell<?> actor, FarRef<?> other) {
        return actor.extras().exits().addLink(other);
    }

    /** Takes that note away; false if it is not there. */
    public static boolean removeLink(ActorCell<?> actor, FarRef<?> other) {
        return actor.extras().exits().removeLink(other);
    }

    /** Whether there is that note. */
    public static boolean hasLink(ActorCell<?> actor, FarRef<?> other) {
        return actor.extras().exits().isLinked(other);
    }

    /** Tells a watcher of an end, behind what is queued. */
    public static void tellExit(ActorCell<?> watcher, FarRef<?> actor, ExitReason reason) {
        watcher.enqueueSignal(new ActorExited(actor, reason));
    }

    /** Tells a linked actor of an end. */
    public static void tellLinkExit(ActorCell<?> linked, FarRef<?> actor, ExitReason reason) {
        linked.command(new Command.LinkExit(actor, reason));
    }
}
