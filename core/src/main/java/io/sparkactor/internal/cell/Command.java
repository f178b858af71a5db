package io.sparkactor.internal.cell;

import io.sparkactor.ExitReason;
import org.jspecify.annotations.Nullable;

/** A command to an actor, which overtakes its mailbox; a node of the cell's stack of commands. */
sealed interface Command {

    /** The one {@link Look}. */
    Command LOOK = new Look();

    /**
     * To stop.
     *
     * @param reason why
     * @param own whether the actor itself said so, in a handler that goes on until it returns
     */
    record Stop(ExitReason reason, boolean own) implements Command {}

    /**
     * To restart together with a sibling that failed.
     *
     * @param group those that restart together
     * @param cause why the sibling failed
     */
    record Restart(RestartGroup group, Throwable cause) implements Command {}

    /**
     * To learn that an actor has stopped that it was linked with.
     *
     * @param other that actor
     * @param reason why it stopped
     */
    record LinkExit(BaseRef<?> other, ExitReason reason) implements Command {}

    /**
     * To learn that the instance has died where it lives, outside of the turns.
     *
     * @param instance which one
     * @param cause what happened
     */
    record InstanceDied(ProxyActor<?> instance, Throwable cause) implements Command {}

    /** To look again at what it waits for: children to end, the back-off, siblings. */
    record Look() implements Command {}

    /** Whether it ends the present instance of a cell, so that this should not go on to wait for anything. Thread-safe. */
    default boolean endsInstanceOf(ActorCell<?> cell) {
        return switch (this) {
            case Stop stop -> !stop.own();
            case Restart _ -> true;
            case LinkExit(BaseRef<?> other, ExitReason reason) ->
                !(reason instanceof ExitReason.Normal) && !cell.extras().trapsExits && CellExit.isLinked(cell, other);
            case InstanceDied _ -> false; // what waits for it has failed by that
            case Look _ -> false;
        };
    }

    /** Whether it ends the cell itself, and not just its present instance. Thread-safe. */
    default boolean stops(ActorCell<?> cell) {
        return !(this instanceof Restart) && endsInstanceOf(cell);
    }

    /**
     * A link of the stack.
     *
     * @param command the command
     * @param below what was pushed before
     */
    record Node(Command command, @Nullable Node below) {}
}
