package io.sparkactor.command;

/** No command was running when the {@link CommandAbort} came. Immutable. */
public record NothingToAbort() implements AbortReply {}
