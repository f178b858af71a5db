package io.sparkactor.internal.jfr;

import io.sparkactor.DeadLetter;
import io.sparkactor.RuntimeEvent;
import java.time.Duration;

/**
 * Records what is rare: dead letters, failed asks, evictions, restarts. On in each recording unless switched off there. Thread-safe;
 * without a recording each call costs a comparison.
 */
public final class FlightFacts {

    private FlightFacts() {}

    /** A message became a dead letter. */
    public static void deadLettered(DeadLetter letter) {
        if (FlightModule.IS_PRESENT && DeadLetterEvent.PROBE.isEnabled()) {
            DeadLetterEvent event = new DeadLetterEvent();
            event.target = letter.target();
            event.sender = letter.sender();
            event.messageClass = letter.content().getClass();
            event.reason = letter.reason().name();
            event.accepted = letter.accepted();
            event.commit();
        }
    }

    /** Whether it is worth making a {@link RuntimeEvent.AskFailed}. */
    public static boolean areAskFailuresRecorded() {
        return FlightModule.IS_PRESENT && AskFailedEvent.PROBE.isEnabled();
    }

    /** An ask has no reply; only where {@link #areAskFailuresRecorded}. */
    public static void askFailed(RuntimeEvent.AskFailed failed) {
        AskFailedEvent event = new AskFailedEvent();
        event.asker = failed.asker();
        event.target = failed.target();
        event.requestClass = failed.requestType();
        event.failure = failed.failure().name();
        event.waited = failed.waited().toNanos();
        event.commit();
    }

    /** A turn lost its processor. */
    public static void turnEvicted(String actor, Duration ran) {
        if (FlightModule.IS_PRESENT && TurnEvictedEvent.PROBE.isEnabled()) {
            TurnEvictedEvent event = new TurnEvictedEvent();
            event.actor = actor;
            event.ran = ran.toNanos();
            event.commit();
        }
    }

    /** An actor was restarted. */
    public static void restarted(String actor, Throwable cause) {
        if (FlightModule.IS_PRESENT && ActorRestartedEvent.PROBE.isEnabled()) {
            ActorRestartedEvent event = new ActorRestartedEvent();
            event.actor = actor;
            event.cause = cause.getClass();
            event.commit();
        }
    }
}
