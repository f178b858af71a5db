package io.sparkactor.command;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.TimerHandle;
import io.sparkactor.spi.RuntimeHooks;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An actor that runs commands of the operating system, one at a time and in the order in which they came.
 *
 * <pre>{@code
 * var runner = syndicate.createActor(RunCommand::new);
 * CommandResult result = runner.ask(Command.of("git", "status"), Duration.ofSeconds(10));
 * IO.println(result.success() ? result.stdout() : result.errorText());
 * }</pre>
 *
 * <p>Whoever sent a {@link Command} is told its {@link CommandResult}, whatever happens: also if it cannot be started, takes too long,
 * is aborted, or if this actor stops or restarts while it runs or is queued. The actor answers to {@link CommandAbort} meanwhile. For
 * several commands at a time create several of these actors.
 *
 * <p>To end a command is to end its whole tree of processes: they are asked to (SIGTERM), and after 2 s killed (SIGKILL); whoever
 * resists that for 2 s more is left and named in a warning. On Linux, descendants are found also where they have lost their parent
 * or made a session of their own; elsewhere, those that the JDK can see. A stop or restart of the actor waits for that; a close of the
 * syndicate leaves half a second. A command that ends by itself leaves alone what it has started in the background; if that holds an
 * output open, the result comes 2 s later.
 *
 * <p>All of the actor runs in its turn, as of every actor. A running command costs up to four platform threads, and none when it has
 * ended, but for one that reads a pipe which a process in the background holds open. Not for a simulation, as processes live in real
 * time.
 */
public final class RunCommand extends Actor<CommandRequest> {

    /** How often a command is looked at though nothing was heard of it: for a reader that has gone, and for news refused on their way. */
    private static final Duration IDLE_LOOK = Duration.ofMillis(200);

    /** The same while it is being ended, as nobody tells of the end of grandchildren. */
    private static final Duration ENDING_LOOK = Duration.ofMillis(10);

    /** What a close of the syndicate leaves for each of the two steps of an end. */
    private static final Duration CLOSE_GRACE = Duration.ofMillis(250);

    private final Deque<QueuedCommand> queue = new ArrayDeque<>();
    private final List<Message<CommandRequest>> aborts = new ArrayList<>();
    private final List<TimerHandle> timers = new ArrayList<>();
    private @Nullable CommandExecution current;
    private boolean looksOften;
    private volatile @Nullable Thread stopping;
    private volatile boolean ended;

    /** For {@code createActor(RunCommand::new)}. */
    public RunCommand() {}

    @Override
    protected void process(Message<CommandRequest> message) {
        switch (message.content()) {
            case Command command -> queue.add(new QueuedCommand(command, message));
            case CommandAbort abort -> abort(abort, message);
            case CommandLook look -> look();
        }
        startNext();
    }

    private void abort(CommandAbort abort, Message<CommandRequest> message) {
        if (current == null) {
            message.reply(abort, new NothingToAbort());
            return;
        }
        aborts.add(message);
        current.abort();
        look();
    }

    private void startNext() {
        while (current == null && !queue.isEmpty()) {
            QueuedCommand next = queue.remove();
            if (!next.hasReaderGone()) {
                start(next);
            }
        }
    }

    private void start(QueuedCommand next) {
        RuntimeHooks hooks = hooks();
        var run = new CommandRun(next.command(), hooks, next.news(), wake(hooks));
        current = new CommandExecution(next, run, hooks);
        run.start();
        timers.add(scheduleEvery(IDLE_LOOK, CommandLook.LOOK));
        Duration timeout = next.command().options().timeout;
        if (timeout != null) {
            timers.add(scheduleAfter(timeout, CommandLook.LOOK));
        }
    }

    private RuntimeHooks hooks() {
        return RuntimeHooks.of(context().syndicate());
    }

    /** What the threads of a command call; a refused message is made good by the next tick. */
    private Runnable wake(RuntimeHooks hooks) {
        ActorRef<CommandRequest> self = self();
        Syndicate syndicate = context().syndicate();
        return () -> {
            Thread waiting = stopping;
            if (waiting != null) {
                hooks.unpark(waiting);
            } else if (!ended && !syndicate.isClosed()) { // which takes nothing from here any more
                self.tell(CommandLook.LOOK);
            }
        };
    }

    private void look() {
        CommandExecution execution = current;
        if (execution == null) {
            return; // late news of one that has ended
        }
        CommandResult result = execution.look();
        if (result != null) {
            finish(execution, result);
        } else if (execution.isEnding() && !looksOften) {
            looksOften = true;
            timers.add(scheduleEvery(ENDING_LOOK, CommandLook.LOOK));
        }
    }

    private void finish(CommandExecution execution, CommandResult result) {
        timers.forEach(TimerHandle::close);
        timers.clear();
        looksOften = false;
        current = null;
        execution.queued().answer(result);
        aborts.forEach(message -> message.reply(new CommandAbort(), result));
        aborts.clear();
    }

    /** Ends the command that runs and answers all that wait; on a stop, a restart and a close. */
    @Override
    protected void postStop() {
        queue.forEach(QueuedCommand::refuse);
        queue.clear();
        CommandExecution execution = current;
        if (execution != null) {
            stopping = Thread.currentThread();
            execution.abort();
            finish(execution, awaitEnd(execution));
        }
        ended = true;
        stopping = null;
    }

    private CommandResult awaitEnd(CommandExecution execution) {
        RuntimeHooks hooks = hooks();
        long pause = TimeUnit.MILLISECONDS.toNanos(1);
        CommandResult result = execution.look();
        while (result == null) {
            if (context().syndicate().isClosed()) {
                execution.hurry(CLOSE_GRACE);
            }
            hooks.park(pause);
            pause = Math.min(2 * pause, ENDING_LOOK.toNanos());
            result = execution.look();
        }
        return result;
    }
}
