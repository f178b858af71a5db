package io.sparkactor.internal.cell;

import io.sparkactor.ExitReason;
import org.jspecify.annotations.Nullable;

/** How a cell obeys the commands that have come since its last message. In the turn of the actor; stateless. */
final class CellCommands {

    private CellCommands() {}

    /** Obeys all of them: stops before restarts, as these would run user code that a stop is to prevent. */
    static void run(ActorCell<?> cell, Command.Node newest) {
        for (Command.@Nullable Node at = newest; at != null; at = at.below()) {
            if (at.command() instanceof Command.Stop(ExitReason reason, boolean _)) {
                CellStop.begin(cell, reason);
            }
        }
        for (Command.@Nullable Node at = newest; at != null; at = at.below()) {
            if (at.command() instanceof Command.LinkExit(BaseRef<?> other, ExitReason reason)) {
                CellExit.linkExited(cell, other, reason);
            }
        }
        for (Command.@Nullable Node at = newest; at != null; at = at.below()) {
            if (at.command() instanceof Command.InstanceDied(ProxyActor<?> instance, Throwable cause)) {
                CellFailure.ofDeath(cell, instance, cause);
            }
        }
        for (Command.@Nullable Node at = newest; at != null; at = at.below()) {
            if (at.command() instanceof Command.Restart(RestartGroup group, Throwable cause)) {
                CellRestart.join(cell, group, cause);
            }
        }
        CellStop.finishIfChildless(cell);
        CellRestart.proceed(cell);
    }
}
