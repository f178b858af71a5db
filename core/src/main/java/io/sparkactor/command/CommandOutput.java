package io.sparkactor.command;

import java.util.Objects;

/**
 * What a command has just written to its standard output: whole characters, also where a pipe has cut one in two. Immutable.
 *
 * @param command the command
 * @param text what it wrote, from at most 64 KiB and not cut at lines; never empty
 */
public record CommandOutput(Command command, String text) implements CommandUpdate {

    /** Checks the parts. */
    public CommandOutput {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(text, "text");
    }
}
