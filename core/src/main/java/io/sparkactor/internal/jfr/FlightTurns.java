package io.sparkactor.internal.jfr;

/**
 * Records turns. Thread-safe.
 *
 * <p>On the hot path stands {@link #areRecorded} alone, once where an actor is made ready and once where its turn begins. Until a first
 * recording starts, the JVM has it as the constant false, and compiled code does not contain it; afterwards it is two reads of fields.
 */
public final class FlightTurns {

    private FlightTurns() {}

    /** Whether somebody records turns just now. */
    public static boolean areRecorded() {
        return FlightModule.IS_PRESENT && TurnEvent.PROBE.isEnabled();
    }

    /** A turn begins. */
    public static Object begin() {
        TurnEvent turn = new TurnEvent();
        turn.begin();
        return turn;
    }

    /** Whether a turn that ends now is wanted: it may have been too short. */
    public static boolean end(Object begun) {
        TurnEvent turn = (TurnEvent) begun;
        turn.end();
        return turn.shouldCommit();
    }

    /**
     * Records a turn that has ended.
     *
     * @param waitedNanos how long the actor had been ready, negative if not known
     */
    public static void commit(Object begun, String actor, Class<?> actorClass, int messages, long waitedNanos) {
        TurnEvent turn = (TurnEvent) begun;
        turn.actor = actor;
        turn.actorClass = actorClass;
        turn.messages = messages;
        turn.waited = waitedNanos;
        turn.commit();
    }
}
