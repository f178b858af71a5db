package io.sparkactor.internal.ask;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.RuntimeEvent.AskFailed;
import io.sparkactor.RuntimeEvent.AskFailed.Failure;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.jfr.FlightFacts;
import java.time.Duration;

/** Tells operators that an ask has no reply: subscribers to events, and the flight recorder. Stateless. */
final class AskReport {

    private AskReport() {}

    /** The ask of these terms has failed. On the thread that learns of it; never blocks. */
    static void failed(AskTerms terms, AskFailure failure) {
        SyndicateCore core = terms.target().core();
        core.events().publish(() -> event(terms, failure, core));
        if (FlightFacts.areAskFailuresRecorded()) {
            FlightFacts.askFailed(event(terms, failure, core));
        }
    }

    private static AskFailed event(AskTerms terms, AskFailure failure, SyndicateCore core) {
        ActorCell<?> asker = terms.asker();
        return new AskFailed(
                asker == null ? core.rootPath() : asker.path(),
                terms.target().path(),
                terms.request().getClass(),
                kind(failure),
                Duration.ofNanos(core.hooks().nanoTime() - terms.startedNanos()));
    }

    private static Failure kind(AskFailure failure) {
        return switch (failure) {
            case AskFailure.TimedOut() -> Failure.TIMED_OUT;
            case AskFailure.HandlerThrew threw -> Failure.HANDLER_FAILED;
            case AskFailure.TargetStopped() -> Failure.TARGET_STOPPED;
            case AskFailure.Refused(DeadLetterReason reason) ->
                isEnd(reason) ? Failure.TARGET_STOPPED : Failure.REFUSED;
            case AskFailure.Cycle cycle -> Failure.CYCLE;
            case AskFailure.AskerStopped() -> Failure.ASKER_STOPPED;
            case AskFailure.Interrupted() -> Failure.CANCELLED;
        };
    }

    /** Whether a refusal for this reason is the same to an asker as a target that has stopped. */
    static boolean isEnd(DeadLetterReason reason) {
        return reason == DeadLetterReason.ACTOR_STOPPED || reason == DeadLetterReason.SYNDICATE_CLOSED;
    }
}
