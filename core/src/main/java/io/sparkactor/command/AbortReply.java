package io.sparkactor.command;

/** What came of a {@link CommandAbort}: the {@link CommandResult} of the command that was ended, or {@link NothingToAbort}. Immutable. */
public sealed interface AbortReply permits CommandResult, NothingToAbort {}
