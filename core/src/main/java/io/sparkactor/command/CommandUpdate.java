package io.sparkactor.command;

/** News of a command that runs, in the order in which they came; its {@link CommandResult} follows behind them. Immutable. */
public sealed interface CommandUpdate permits CommandStarted, CommandOutput, CommandError {

    /** The command that it is about; the same object that was sent. */
    Command command();
}
