package io.sparkactor.command;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.ReplySink;
import io.sparkactor.SparkException;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the news of one command go: to the reader of its stream, and to whom the command names. Used by the threads that read its
 * pipes; a receiver that is slow (a stream, a mailbox that lets its senders wait) thereby slows the command down. The actor closes it
 * ahead of the result, behind which no news come. Thread-safe.
 */
final class CommandNews {

    /** Who refuses so refuses for ever; telling on would only bury other dead letters. */
    private static final Set<DeadLetterReason> FOR_EVER =
            Set.of(DeadLetterReason.ACTOR_STOPPED, DeadLetterReason.INBOX_CLOSED, DeadLetterReason.SYNDICATE_CLOSED);

    private static final int CLOSED = -1;
    private static final System.Logger LOG = System.getLogger(RunCommand.class.getName());

    private final Command command;
    private final ReplySink<CommandUpdate, CommandResult> sink;

    /** How many threads pass on news at present; {@link #CLOSED} when nobody may any more. */
    private final AtomicInteger passing = new AtomicInteger();

    private final AtomicBoolean lost = new AtomicBoolean();
    private volatile boolean targetGone;

    CommandNews(Command command, ReplySink<CommandUpdate, CommandResult> sink) {
        this.command = command;
        this.sink = sink;
    }

    void started(long pid) {
        var update = new CommandStarted(command, pid);
        pass(() -> {
            var target = command.options().startReport;
            if (target != null) {
                target.tell(update);
            }
            toStream(update);
        });
    }

    void output(String text) {
        pass(() -> send(new CommandOutput(command, text)));
    }

    void error(String text) {
        pass(() -> send(new CommandError(command, text)));
    }

    /** Lets no more news out, unless some are on their way just now; whether none come any more. */
    boolean closeIfSilent() {
        return passing.compareAndSet(0, CLOSED) || passing.get() == CLOSED;
    }

    /** Lets no more news out. What is on its way just now may still come. */
    void close() {
        passing.set(CLOSED);
    }

    private void pass(Runnable sending) {
        if (passing.getAndUpdate(count -> count == CLOSED ? CLOSED : count + 1) == CLOSED) {
            if (lost.compareAndSet(false, true)) {
                LOG.log(Level.INFO, () -> command + " has its result, so what else it writes is told to nobody");
            }
            return;
        }
        try {
            sending.run();
        } finally {
            passing.getAndUpdate(count -> count == CLOSED ? CLOSED : count - 1);
        }
    }

    private void send(CommandUpdate update) {
        var target = command.options().updates;
        if (target != null && !targetGone) {
            try {
                targetGone = target.tell(update) instanceof Delivery.Refused(DeadLetterReason reason)
                        && FOR_EVER.contains(reason);
            } catch (SparkException e) {
                targetGone = true; // interrupted while it waited for a place, which nobody does but at the end
            }
        }
        toStream(update);
    }

    private void toStream(CommandUpdate update) {
        try {
            boolean unused = sink.send(update); // where nobody reads any more, the actor sees it by itself
        } catch (SparkException e) {
            // interrupted while it waited for its reader
        }
    }
}
