package io.sparkactor.command;

import io.sparkactor.Message;
import io.sparkactor.ReplySink;
import io.sparkactor.command.CommandOutcome.NeverRan;
import java.time.Duration;

/** A command and who waits for its result. Confined to the actor's turn, but for its news. */
final class QueuedCommand {

    private final Command command;
    private final Message<CommandRequest> message;
    private final ReplySink<CommandUpdate, CommandResult> sink;
    private final boolean streamed;

    QueuedCommand(Command command, Message<CommandRequest> message) {
        this.command = command;
        this.message = message;
        this.sink = message.stream(command);
        this.streamed = !sink.cancelled(); // that of any other message is cancelled from the start
    }

    Command command() {
        return command;
    }

    /** Where its news go. */
    CommandNews news() {
        return new CommandNews(command, sink);
    }

    /** Whether it was asked for as a stream that nobody reads any more. */
    boolean hasReaderGone() {
        return streamed && sink.cancelled();
    }

    /** Tells its asker, and the log. */
    void answer(CommandResult result) {
        CommandLogger.log(result);
        message.reply(command, result); // to a stream, this is its result
    }

    /** Tells its asker that it will not run. */
    void refuse() {
        answer(new CommandResult(command, new NeverRan(), CapturedOutput.none(), CapturedOutput.none(), Duration.ZERO));
    }
}
