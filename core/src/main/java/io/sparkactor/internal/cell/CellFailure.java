package io.sparkactor.internal.cell;

import io.sparkactor.ActorStoppedException;
import io.sparkactor.Directive;
import io.sparkactor.ExitReason;
import io.sparkactor.ParkedMessage;
import io.sparkactor.RestartLimit;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Supervision;
import io.sparkactor.internal.events.Failures;
import java.lang.System.Logger;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What becomes of an actor that failed, and of the message that it failed on. In the turn of the actor; stateless. */
final class CellFailure {

    private static final Logger LOG = System.getLogger("io.sparkactor.Actor");

    private CellFailure() {}

    /** A verdict over an actor. */
    private sealed interface Verdict {

        /** It stops. */
        record Stops(ExitReason reason) implements Verdict {}

        /** It goes on. */
        record Resumes() implements Verdict {}

        /** It goes on with a new instance, after a wait. */
        record Restarts(long delayNanos) implements Verdict {}
    }

    /** A handler threw; false if the message stays in front of the queue, to be handled once more. */
    static boolean ofMessage(ActorCell<?> cell, Envelope<?> envelope, Throwable thrown) {
        if (HeldMessages.wasHeld(cell, envelope)) {
            ofSignal(cell, envelope.content(), thrown); // the message is not the handler's any more
            return true;
        }
        if (thrown instanceof ActorStoppedException && cell.isStopRequested()) {
            // It was told to end while it waited, and let that through; the command says why.
            endOrFail(cell, envelope, thrown);
            if (envelope.kind == Kind.DURABLE) {
                DurableTick.of(envelope).release();
            }
            return true;
        }
        boolean undeliverable = isUndeliverable(cell, thrown);
        Verdict verdict = undeliverable ? new Verdict.Resumes() : verdict(cell, thrown);
        boolean goesOn = !(verdict instanceof Verdict.Stops);
        boolean retried = goesOn && !undeliverable && isRetried(cell, envelope);
        if (envelope.kind == Kind.DURABLE && goesOn) {
            DurableTick.of(envelope).failed(retried); // before it is counted, as where it is handled
        }
        if (!retried) {
            fail(cell, envelope, thrown, !goesOn);
            if (goesOn && envelope.kind != Kind.TICK) {
                park(cell, envelope, thrown);
            }
        }
        report(cell, envelope.content(), thrown, verdict);
        apply(cell, verdict, thrown);
        CellRestart.proceed(cell);
        return !retried;
    }

    /** {@code onSignal} threw, or a child has escalated. */
    static void ofSignal(ActorCell<?> cell, Object signal, Throwable thrown) {
        if (thrown instanceof ActorStoppedException && cell.isStopRequested()) {
            return;
        }
        Verdict verdict = verdict(cell, thrown);
        report(cell, signal, thrown, verdict);
        apply(cell, verdict, thrown);
        CellRestart.proceed(cell);
    }

    /** The instance has died where it lives; nothing to do if a message has failed by that, as then the actor stops or restarts. */
    static void ofDeath(ActorCell<?> cell, ProxyActor<?> instance, Throwable cause) {
        if (cell.state() != ActorCell.RUNNING || cell.actorIfAny() != instance) {
            return;
        }
        Verdict verdict = verdict(cell, cause);
        tell(
                cell,
                () -> "the executor of " + cell.path() + " has died between two messages; " + words(verdict),
                new RuntimeEvent.ExecutorDied(cell.path(), cause),
                cause);
        apply(cell, verdict, cause);
    }

    /** The new instance of a restart could not be made, or its {@code preStart} threw; it is not bound any more. */
    static void ofStart(ActorCell<?> cell, Throwable thrown) {
        Directive directive = cell.supervision().directiveFor(thrown);
        // There is no state to resume with.
        Verdict verdict = directive == Directive.RESUME ? restarts(cell, thrown) : verdict(cell, thrown);
        tell(
                cell,
                () -> cell.path() + " failed to start anew; " + words(verdict),
                new RuntimeEvent.RestartFailed(cell.path(), thrown),
                thrown);
        apply(cell, verdict, thrown);
    }

    /** Whether the content could not even be sent to where the actor lives: that is no failure of the actor, whatever its strategy. */
    private static boolean isUndeliverable(ActorCell<?> cell, Throwable thrown) {
        return cell.actorIfAny() instanceof ProxyActor<?> proxy && proxy.isUndeliverable(thrown);
    }

    private static Verdict verdict(ActorCell<?> cell, Throwable thrown) {
        return switch (cell.supervision().directiveFor(thrown)) {
            case STOP -> new Verdict.Stops(new ExitReason.Failed(thrown));
            case ESCALATE -> new Verdict.Stops(new ExitReason.Escalated(thrown));
            case RESUME -> hasLiveInstance(cell) ? new Verdict.Resumes() : restarts(cell, thrown);
            case RESTART -> restarts(cell, thrown);
        };
    }

    private static boolean hasLiveInstance(ActorCell<?> cell) {
        return !(cell.actorIfAny() instanceof ProxyActor<?> proxy && proxy.isDead());
    }

    private static Verdict restarts(ActorCell<?> cell, Throwable thrown) {
        Supervision supervision = cell.supervision();
        long delay = cell.extras()
                .restartState()
                .history
                .next(supervision, cell.core().hooks());
        return delay < 0
                ? new Verdict.Stops(new ExitReason.RestartedTooOften(supervision.limit(), thrown))
                : new Verdict.Restarts(delay);
    }

    private static void apply(ActorCell<?> cell, Verdict verdict, Throwable thrown) {
        switch (verdict) {
            case Verdict.Stops(ExitReason reason) -> {
                if (reason instanceof ExitReason.Escalated) {
                    cell.core().events().publish(() -> new RuntimeEvent.FailureEscalated(cell.path(), thrown));
                }
                CellStop.begin(cell, reason);
            }
            case Verdict.Resumes() ->
                cell.core().events().publish(() -> new RuntimeEvent.ActorResumed(cell.path(), thrown));
            case Verdict.Restarts(long delayNanos) -> CellRestart.begin(cell, thrown, delayNanos);
        }
    }

    /** The handler was told to end: a message that is another's goes back as not handled. */
    private static void endOrFail(ActorCell<?> cell, Envelope<?> envelope, Throwable thrown) {
        if (envelope.kind == Kind.DELEGATED) {
            Assignment.of(envelope).notHandled(cell.reasonOfStop());
        } else {
            fail(cell, envelope, thrown, true);
        }
    }

    /** Counts the message as failed, and tells its asker; or tells its holder. */
    private static void fail(ActorCell<?> cell, Envelope<?> envelope, Throwable thrown, boolean stops) {
        if (envelope.kind == Kind.DELEGATED) {
            if (hasLiveInstance(cell)) {
                Assignment.of(envelope).failed(thrown, stops);
            } else {
                Assignment.of(envelope).died(thrown, stops);
            }
            return;
        }
        cell.core().ledger().countFailed();
        if (envelope.senderRef()
                .isAskWaitingFor(cell)) { // one that was forwarded before the throw is another's to answer
            envelope.senderRef().askFailed(thrown);
        }
    }

    /** Whether the message is to be handled once more; counts that. */
    private static boolean isRetried(ActorCell<?> cell, Envelope<?> envelope) {
        int retries = cell.supervision().retries();
        boolean isWanted = switch (envelope.kind) {
            case Kind.TELL, Kind.EXPIRING -> true;
            case Kind.DURABLE -> !DurableTick.of(envelope).hasEnded(); // else its own handler has replaced it, say
            case Kind.ASK -> envelope.senderRef().isAskWaitingFor(cell);
            default -> false; // the tick of a timer, which may be closed by now
        };
        return retries > 0 && isWanted && envelope.ownExtras().retry(retries);
    }

    private static void park(ActorCell<?> cell, Envelope<?> envelope, Throwable thrown) {
        int capacity = cell.supervision().parked();
        if (capacity > 0) {
            var parked = new ParkedMessage(
                    envelope.content(),
                    envelope.senderRef().path(),
                    thrown,
                    cell.core().hooks().now());
            cell.extras().park(parked, capacity);
        }
    }

    private static void report(ActorCell<?> cell, Object handled, Throwable thrown, Verdict verdict) {
        Class<?> type = handled.getClass();
        tell(
                cell,
                () -> "the handler of " + cell.path() + " failed on a " + type.getSimpleName() + "; " + words(verdict),
                new RuntimeEvent.HandlerFailed(cell.path(), type, thrown),
                thrown);
    }

    /** Tells operators. Never throws, as what is to become of the actor comes behind it. */
    private static void tell(ActorCell<?> cell, Supplier<String> message, RuntimeEvent event, Throwable thrown) {
        try {
            cell.core().events().publish(() -> event);
            Failures.warn(LOG, message, thrown);
        } catch (Throwable _) {
            // memory is out, or the log is broken; the exit of the actor still says what has happened
        }
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Resumes() -> "it goes on";
            case Verdict.Restarts(long delayNanos) ->
                "it restarts in " + TimeUnit.NANOSECONDS.toMillis(delayNanos) + " ms";
            case Verdict.Stops(ExitReason.RestartedTooOften(RestartLimit limit, Throwable _)) ->
                "it stops, as it has restarted " + limit.restarts() + " times in " + limit.period();
            case Verdict.Stops(ExitReason.Escalated _) -> "it stops, and its parent fails with it";
            case Verdict.Stops _ -> "the actor stops";
        };
    }
}
