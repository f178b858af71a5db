package io.sparkactor.command;

import java.lang.System.Logger.Level;
import java.util.Objects;

/**
 * A line for the log about a command, for the target of {@link Command#logTo}. Immutable.
 *
 * @param level how important it is
 * @param message the text, masked
 */
public record CommandLog(Level level, String message) {

    /** Checks the parts. */
    public CommandLog {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(message, "message");
    }
}
