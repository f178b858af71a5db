package io.sparkactor.command;

/** What {@link RunCommand} understands: a {@link Command} to run, a {@link CommandAbort} of the one that runs. Immutable. */
public sealed interface CommandRequest permits Command, CommandAbort, CommandLook {}
