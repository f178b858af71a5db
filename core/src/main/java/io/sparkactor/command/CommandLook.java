package io.sparkactor.command;

/** What the threads and timers of a command tell its actor: that it should look how far the command is. Immutable. */
enum CommandLook implements CommandRequest {
    /** The only one: what has happened stands in the {@link CommandRun}, so that none can be lost. */
    LOOK
}
