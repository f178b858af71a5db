package io.sparkactor.command;

import io.sparkactor.command.CommandOutcome.Aborted;
import io.sparkactor.command.CommandOutcome.InputFailed;
import io.sparkactor.command.CommandOutcome.TimedOut;
import io.sparkactor.command.CommandOutcome.Unknown;
import io.sparkactor.spi.RuntimeHooks;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far the command that runs is, and what is to be done about it next. Confined to the actor's turn; each {@link #look} takes it as
 * far as it can go without waiting.
 *
 * <pre>
 * RUNNING ──── time-out, abort, reader or input gone ───▶ ENDING ── grace over ──▶ KILLING ── grace over ──▶ given up
 *    └─ ended by itself ─▶ result                            └─ all have ended ─▶ result ◀─┘
 * </pre>
 *
 * <p>A process that has ended by itself has its exit value, and what it left in the background is left alone, however long a slow
 * receiver keeps its last outputs: time-out, abort and a reader that goes then only end the news (ENDED).
 */
final class CommandExecution {

    /** How long processes may take to end by themselves, and then to be ended by force. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final System.Logger LOG = System.getLogger(RunCommand.class.getName());

    private enum Phase {
        RUNNING,
        ENDED,
        ENDING,
        KILLING
    }

    private final QueuedCommand queued;
    private final CommandRun run;
    private final RuntimeHooks hooks;
    private Phase phase = Phase.RUNNING;
    private long phaseNanos;
    private long graceNanos = GRACE.toNanos();

    /** Why it is ended; null for an abort, whose number is that of the process. */
    private @Nullable CommandOutcome cause;

    private @Nullable ProcessTree tree;

    CommandExecution(QueuedCommand queued, CommandRun run, RuntimeHooks hooks) {
        this.queued = queued;
        this.run = run;
        this.hooks = hooks;
    }

    QueuedCommand queued() {
        return queued;
    }

    /** Whether it is being ended. */
    boolean isEnding() {
        return phase != Phase.RUNNING;
    }

    /** Ends it; nothing happens if it is being ended already. */
    void abort() {
        end(null);
    }

    /** Leaves it less time to end; for an end that others wait for. */
    void hurry(Duration grace) {
        graceNanos = Math.min(graceNanos, grace.toNanos());
    }

    private void end(@Nullable CommandOutcome why) {
        if (phase != Phase.RUNNING) {
            return;
        }
        if (run.exitValue() == null) {
            cause = why;
            enter(Phase.ENDING);
        } else {
            enter(Phase.ENDED);
            run.endNews();
        }
    }

    private void enter(Phase next) {
        phase = next;
        phaseNanos = hooks.nanoTime();
    }

    /** Goes on as far as possible; the result, if it is known now. */
    @Nullable
    CommandResult look() {
        Throwable startFailure = run.startFailure();
        if (startFailure != null) {
            return result(StartFailures.describe(queued.command(), startFailure));
        }
        if (phase == Phase.RUNNING) {
            Integer exitValue = run.exitValue();
            if (exitValue != null && run.completes()) {
                return result(CommandOutcome.ofExitValue(exitValue));
            }
            endIfDue();
        }
        return switch (phase) {
            case RUNNING -> null;
            case ENDED -> lookForOutputs();
            case ENDING, KILLING -> lookWhileEnding();
        };
    }

    /** The result as soon as the outputs were read; without their end if that takes too long, as somebody else holds them open. */
    private @Nullable CommandResult lookForOutputs() {
        boolean graceOver = hooks.nanoTime() - phaseNanos >= graceNanos;
        int exitValue = Objects.requireNonNull(run.exitValue());
        return graceOver || run.completes() ? result(CommandOutcome.ofExitValue(exitValue)) : null;
    }

    private void endIfDue() {
        Duration timeout = queued.command().options().timeout;
        Throwable inputFailure = run.inputFailure();
        if (timeout != null && hooks.nanoTime() - run.startedNanos() >= nanos(timeout)) {
            end(new TimedOut(timeout));
        } else if (inputFailure != null) {
            end(new InputFailed(inputFailure.toString()));
        } else if (queued.hasReaderGone()) {
            end(null);
        }
    }

    private @Nullable CommandResult lookWhileEnding() {
        if (tree == null && !signalled()) {
            return hooks.nanoTime() - phaseNanos >= 2 * graceNanos ? result(new Unknown()) : null;
        }
        ProcessTree all = Objects.requireNonNull(tree);
        boolean graceOver = hooks.nanoTime() - phaseNanos >= graceNanos;
        List<ProcessHandle> alive = all.alive();
        if (alive.isEmpty() && run.completes()) {
            return result(ended());
        }
        if (graceOver && phase == Phase.KILLING) {
            return givenUp(alive);
        }
        if (graceOver) {
            enter(Phase.KILLING);
        }
        if (phase == Phase.KILLING) {
            all.kill();
        }
        return null;
    }

    /** Signals the processes as soon as there are any, from when on their grace counts. */
    private boolean signalled() {
        tree = run.tree();
        if (tree == null) {
            return false;
        }
        enter(Phase.ENDING);
        tree.terminate();
        return true;
    }

    private CommandOutcome ended() {
        Integer exitValue = run.exitValue();
        if (cause != null) {
            return cause;
        }
        return exitValue == null
                ? new Unknown()
                : new Aborted(CommandOutcome.ofExitValue(exitValue).number());
    }

    private CommandResult givenUp(List<ProcessHandle> alive) {
        if (!alive.isEmpty()) {
            List<Long> pids = alive.stream().map(ProcessHandle::pid).toList();
            LOG.log(Level.WARNING, () -> queued.command() + " was killed, but these processes live on: " + pids);
        }
        return result(ended());
    }

    private CommandResult result(CommandOutcome outcome) {
        run.release();
        var duration = Duration.ofNanos(hooks.nanoTime() - run.startedNanos());
        return new CommandResult(queued.command(), outcome, run.output(), run.error(), duration);
    }

    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofDays(36_500)) > 0 ? Long.MAX_VALUE : duration.toNanos();
    }
}
