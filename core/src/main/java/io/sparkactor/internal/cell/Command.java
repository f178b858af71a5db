package io.sparkactor.internal.cell;

import io.sparkactor.ExitReason;
import org.jspecify.annotations.Nullable;

/** A command to an actor, which overtakes its mailbox; a node of the cell's stack of commands. */
sealed interface Command {

    /**
     * To stop.
     *
     * @param reason why
     * @param own whether the actor itself said so, in a handler that goes on until it returns
     */
    record Stop(ExitReason reason, boolean own) implements Command {}

    /**
     * A link of the stack.
     *
     * @param command the command
     * @param below what was pushed before
     */
    record Node(Command command, @Nullable Node below) {}
}
