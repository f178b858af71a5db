package io.sparkactor.command;

import io.sparkactor.Request;

/**
 * Ends the command that runs, with its whole tree of processes; queued ones are left alone and the next begins. The asker of the
 * command and the sender of the abort both get its {@link CommandResult}. Immutable.
 */
public record CommandAbort() implements CommandRequest, Request<CommandRequest, AbortReply> {}
