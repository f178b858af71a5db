package io.sparkactor.internal.syndicate;

import io.sparkactor.CloseReport;
import io.sparkactor.ExitReason;
import io.sparkactor.Ledger;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.internal.waiting.Deadlines;
import io.sparkactor.internal.waiting.Waiters;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a syndicate ends: refuse, drain, stop, end the threads, report. Thread-safe; the first caller does it, the others wait.
 */
final class Closing {

    private static final Logger LOG = System.getLogger("io.sparkactor.Syndicate");

    /** How long the actors may take to stop once they are told to. */
    private static final long STOP_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    /** How long dead letters may take to be written once the actors have stopped. */
    private static final long LAST_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

    private static final long FIRST_LOOK = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long LONGEST_LOOK = TimeUnit.MILLISECONDS.toNanos(2);

    private final SyndicateCore core;
    private final Runnable closeInboxes;
    private final LongConsumer closeRemoting;
    private final AtomicBoolean started = new AtomicBoolean();
    private final Waiters waiters = new Waiters();
    private volatile @Nullable CloseReport report;

    /**
     * A close to come.
     *
     * @param closeRemoting what ends the talk with other systems, at the moment it is given or earlier
     */
    Closing(SyndicateCore core, Runnable closeInboxes, LongConsumer closeRemoting) {
        this.core = core;
        this.closeInboxes = closeInboxes;
        this.closeRemoting = closeRemoting;
    }

    CloseReport close(Duration drainTimeout, Supplier<Ledger> ledger) {
        TurnState turn = TurnState.current();
        boolean inTurn = turn != null && turn.cell() != null && turn.cell().core() == core;
        if (started.compareAndSet(false, true)) {
            core.startClosing();
            if (!inTurn) {
                return perform(drainTimeout, ledger);
            }
            core.hooks()
                    .startThread(ThreadRole.CLOSER, "spark-closer-" + core.name(), () -> perform(drainTimeout, ledger));
        }
        CloseReport done = report;
        if (done == null && !inTurn) {
            waiters.await(core.hooks(), Long.MAX_VALUE, () -> report != null, () -> false);
            done = report;
        }
        return done != null ? done : new CloseReport(Duration.ZERO, Map.of(), List.of(), ledger.get());
    }

    private CloseReport perform(Duration drainTimeout, Supplier<Ledger> ledger) {
        RuntimeHooks hooks = core.hooks();
        long start = hooks.nanoTime();
        long drainBy = start + Deadlines.nanos(drainTimeout);
        awaitUntil(core::isQuiet, drainBy);
        ActorCell<?> root = core.root();
        root.stop(new ExitReason.SyndicateClosed());
        long stopBy = hooks.nanoTime() + STOP_NANOS;
        if (!root.awaitStop(stopBy, () -> false)) {
            stopBehindThoseThatRun(root);
        }
        long lastBy = hooks.nanoTime() + LAST_NANOS;
        awaitUntil(core.ledger()::areSendsFromOutsideDone, lastBy); // one that passed the check just before the close
        awaitUntil(core.scheduler()::isQuiet, lastBy); // the queues of stopped actors are still being made dead letters
        closeRemoting(Math.max(drainBy, lastBy)); // behind the last words of all actors
        closeInboxes.run();
        core.shutDown();
        CloseReport done =
                new CloseReport(Duration.ofNanos(hooks.nanoTime() - start), undelivered(), running(), ledger.get());
        report = done;
        waiters.wakeAll(hooks);
        return done;
    }

    /** A transport is somebody else's code: what it throws must not keep the syndicate from closing. */
    private void closeRemoting(long deadlineNanos) {
        try {
            closeRemoting.accept(deadlineNanos);
        } catch (RuntimeException | Error thrown) {
            LOG.log(Level.ERROR, "the transport of " + core.name() + " failed to close", thrown);
        }
    }

    /**
     * An actor stops its children in its own turn, so one whose turn does not end keeps them alive: these are told directly. Nothing
     * runs on behind a closed syndicate but the turns that the report names.
     */
    private static void stopBehindThoseThatRun(ActorCell<?> parent) {
        for (ActorCell<?> child : parent.childCells()) {
            child.stop(new ExitReason.SyndicateClosed());
            stopBehindThoseThatRun(child);
        }
    }

    private void awaitUntil(BooleanSupplier done, long deadlineNanos) {
        long pause = FIRST_LOOK;
        while (!done.getAsBoolean() && Deadlines.remaining(core.hooks(), deadlineNanos) > 0) {
            core.hooks().park(pause);
            pause = Math.min(pause * 2, LONGEST_LOOK);
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                return; // whoever interrupts a close wants it now
            }
        }
    }

    private Map<String, Long> undelivered() {
        Map<String, Long> all = core.deadLetters().undelivered();
        InFlight.byPath(core.root()).forEach((path, count) -> all.merge(path, count, Long::sum));
        return all;
    }

    /** Who is inside a turn, or inside its start on the thread of its creator. */
    private List<String> running() {
        Stream<String> inTurn = core.scheduler().runningTurns().stream()
                .map(turn -> turn instanceof ActorCell<?> cell ? cell.path() : turn.toString());
        return Stream.concat(inTurn, starting(core.root())).sorted().distinct().toList();
    }

    private static Stream<String> starting(ActorCell<?> parent) {
        return parent.childCells().stream()
                .flatMap(child -> child.isStarting() ? Stream.of(child.path()) : starting(child));
    }
}
