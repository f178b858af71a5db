package io.sparkactor.command;

import java.util.Objects;

/**
 * A command has been started. Immutable.
 *
 * @param command the command
 * @param pid the number of its process
 */
public record CommandStarted(Command command, long pid) implements CommandUpdate {

    /** Checks the command. */
    public CommandStarted {
        Objects.requireNonNull(command, "command");
    }
}
