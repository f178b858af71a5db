package io.sparkactor.internal.cell;

import io.sparkactor.ActorExited;
import io.sparkactor.ActorRef;
import io.sparkactor.ChildExited;
import io.sparkactor.ExitReason;
import io.sparkactor.LinkExited;
import io.sparkactor.Signal;
import io.sparkactor.Watch;
import io.sparkactor.WatchFailed;
import io.sparkactor.WatchReady;

/**
 * What actors learn of each other's ends: monitors and links. In the turn of the actor that learns, or of the one that has ended, as
 * each method says; stateless.
 */
final class CellExit {

    private CellExit() {}

    /** Monitors; in the turn of the watcher. */
    static void monitor(ActorCell<?> watcher, ActorRef<?> target) {
        if (BaseRef.of(target) instanceof FarRef<?> far) {
            checkHome(watcher, far);
            if (!watcher.extras().monitored().contains(far)) {
                far.monitor(watcher); // which may refuse
                watcher.extras().monitored().add(far);
            }
            return;
        }
        ActorCell<?> other = actor(target);
        if (other == watcher || !watcher.extras().monitored().add(other)) {
            return;
        }
        ExitReason reason = other.extras().exits().addWatcher(watcher);
        if (reason != null) {
            watcher.enqueueSignal(new ActorExited(other, reason));
        }
    }

    /** Monitors no more; in the turn of the watcher. */
    static void unmonitor(ActorCell<?> watcher, ActorRef<?> target) {
        BaseRef<?> other = BaseRef.of(target) instanceof FarRef<?> far ? far : actor(target);
        if (watcher.extras().monitored().remove(other)) {
            removeWatcher(other, watcher);
        }
    }

    private static void removeWatcher(BaseRef<?> actor, ActorCell<?> watcher) {
        switch (actor) {
            case FarRef<?> far -> far.unmonitor(watcher);
            default -> actor(actor).extras().exits().removeWatcher(watcher);
        }
    }

    /** Links; in the turn of the first. */
    static void link(ActorCell<?> cell, ActorRef<?> target) {
        if (BaseRef.of(target) instanceof FarRef<?> far) {
            checkHome(cell, far);
            far.link(cell);
            return;
        }
        ActorCell<?> other = actor(target);
        if (other == cell) {
            return;
        }
        ExitReason reason = ExitNotices.link(cell, other);
        if (reason != null) {
            cell.command(new Command.LinkExit(other, reason));
        }
    }

    /** Cuts a link; in the turn of the first. */
    static void unlink(ActorCell<?> cell, ActorRef<?> target) {
        if (BaseRef.of(target) instanceof FarRef<?> far) {
            far.unlink(cell);
            return;
        }
        ActorCell<?> other = actor(target);
        if (other != cell) {
            ExitNotices.unlink(cell, other);
        }
    }

    /** Whether an actor is still to learn by its link that another has stopped. Thread-safe. */
    static boolean isLinked(ActorCell<?> cell, BaseRef<?> other) {
        return other instanceof FarRef<?> far
                ? far.hasLinkExit(cell)
                : cell.extras().exits().isLinked(other);
    }

    private static ActorCell<?> actor(ActorRef<?> target) {
        if (BaseRef.of(target) instanceof ActorCell<?> cell) {
            return cell;
        }
        throw new IllegalArgumentException(target + " is not an actor, so it has no exit to learn of");
    }

    private static void checkHome(ActorCell<?> cell, FarRef<?> far) {
        if (far.core() != cell.core()) {
            throw new IllegalArgumentException("the ref " + far + " was made by the syndicate "
                    + far.core().name() + ", so it is of no use to " + cell.path()
                    + " here; make one by syndicate.ref(id, …)");
        }
    }

    /** Tells all who want to know, behind all that the actor has sent; in its last turn. */
    static void tellAll(ActorCell<?> cell, ExitReason reason) {
        CellExtras extras = cell.extras();
        ExitNotices.Addressees all = extras.exits().close(reason);
        Signal signal = new ActorExited(cell, reason);
        for (BaseRef<?> watcher : all.watchers()) {
            switch (watcher) {
                case FarRef<?> far -> far.exited(cell, reason);
                default -> actor(watcher).enqueueSignal(signal);
            }
        }
        for (BaseRef<?> linked : all.links()) {
            tellLinked(linked, cell, reason);
        }
        extras.monitored().drain().forEach(other -> removeWatcher(other, cell));
    }

    private static void tellLinked(BaseRef<?> linked, ActorCell<?> cell, ExitReason reason) {
        if (linked instanceof FarRef<?> far) {
            far.linkExited(cell, reason);
        } else if (!(reason instanceof ExitReason.SyndicateClosed) || linked.core() != cell.core()) {
            actor(linked).command(new Command.LinkExit(cell, reason));
        }
    }

    /** A linked actor has stopped; in the turn of the one that is told. */
    static void linkExited(ActorCell<?> cell, BaseRef<?> other, ExitReason reason) {
        CellExtras extras = cell.extras();
        if (!(other instanceof FarRef<?> far
                ? far.takeLinkExit(cell)
                : extras.exits().removeLink(other))) {
            return; // cut meanwhile
        }
        if (extras.trapsExits) {
            cell.enqueueSignal(new LinkExited(other, reason)); // from here: behind all that the other has sent
        } else if (!(reason instanceof ExitReason.Normal)) {
            CellStop.begin(cell, reason instanceof ExitReason.Linked ? reason : new ExitReason.Linked(other, reason));
        }
    }

    /** Whether a signal is still wanted when its turn comes; in the turn of the receiver. */
    static boolean isWanted(ActorCell<?> cell, Signal signal) {
        CellExtras extras = cell.extrasIfAny();
        if (extras == null) {
            return true;
        }
        return switch (signal) {
            case ActorExited exited
            when exited.actor() instanceof FarRef<?> far ->
                far.takeExit(cell) && extras.monitored().remove(far);
            case ActorExited exited ->
                exited.actor() instanceof ActorCell<?> other
                        && extras.monitored().remove(other);
            case ChildExited exited -> {
                RestartState restarts = extras.restartStateIfAny();
                boolean isOfEarlierInstance = restarts != null
                        && exited.child() instanceof ActorCell<?> child
                        && restarts.isOfEarlier(child.serial());
                yield !isOfEarlierInstance;
            }
            case LinkExited _ -> true;
            case WatchReady(Watch watch) -> extras.watches(cell).take(signal, watch);
            case WatchFailed(Watch watch, Exception _) -> extras.watches(cell).take(signal, watch);
        };
    }
}
