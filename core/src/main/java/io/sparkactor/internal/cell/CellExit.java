package io.sparkactor.internal.cell;

import io.sparkactor.ActorExited;
import io.sparkactor.ActorRef;
import io.sparkactor.ChildExited;
import io.sparkactor.ExitReason;
import io.sparkactor.LinkExited;
import io.sparkactor.Signal;

/**
 * What actors learn of each other's ends: monitors and links. In the turn of the actor that learns, or of the one that has ended, as
 * each method says; stateless.
 */
final class CellExit {

    private CellExit() {}

    /** Monitors; in the turn of the watcher. */
    static void monitor(ActorCell<?> watcher, ActorRef<?> target) {
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
        ActorCell<?> other = actor(target);
        if (watcher.extras().monitored().remove(other)) {
            other.extras().exits().removeWatcher(watcher);
        }
    }

    /** Links; in the turn of the first. */
    static void link(ActorCell<?> cell, ActorRef<?> target) {
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
        ActorCell<?> other = actor(target);
        if (other != cell) {
            ExitNotices.unlink(cell, other);
        }
    }

    private static ActorCell<?> actor(ActorRef<?> target) {
        if (BaseRef.of(target) instanceof ActorCell<?> cell) {
            return cell;
        }
        throw new IllegalArgumentException(target + " is not an actor, so it has no exit to learn of");
    }

    /** Tells all who want to know, behind all that the actor has sent; in its last turn. */
    static void tellAll(ActorCell<?> cell, ExitReason reason) {
        CellExtras extras = cell.extras();
        ExitNotices.Addressees all = extras.exits().close(reason);
        Signal signal = new ActorExited(cell, reason);
        all.watchers().forEach(watcher -> watcher.enqueueSignal(signal));
        for (ActorCell<?> linked : all.links()) {
            if (!(reason instanceof ExitReason.SyndicateClosed) || linked.core() != cell.core()) {
                linked.command(new Command.LinkExit(cell, reason));
            }
        }
        extras.monitored().drain().forEach(other -> other.extras().exits().removeWatcher(cell));
    }

    /** A linked actor has stopped; in the turn of the one that is told. */
    static void linkExited(ActorCell<?> cell, ActorCell<?> other, ExitReason reason) {
        CellExtras extras = cell.extras();
        if (!extras.exits().removeLink(other)) {
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
        };
    }
}
