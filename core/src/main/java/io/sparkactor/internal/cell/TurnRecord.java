package io.sparkactor.internal.cell;

import io.sparkactor.internal.jfr.FlightTurns;
import io.sparkactor.spi.TurnContext;

/** A turn while the flight recorder wants turns. In the turn; stateless. */
final class TurnRecord {

    private TurnRecord() {}

    static void run(ActorCell<?> cell, TurnContext context) {
        long waited = takeWaited(cell);
        Class<?> actorClass = cell.actorClass();
        Object turn = FlightTurns.begin();
        int messages = cell.runTurn(context);
        if (FlightTurns.end(turn)) { // from here on the cell may be in its next turn; its path stays the same
            FlightTurns.commit(turn, cell.path(), actorClass, messages, waited);
        }
    }

    /**
     * How long the cell had been ready; -1 if that began before the recording. (One that was ready when a recording ended, and is so
     * again when the next one begins, is told to have waited since then, once.)
     */
    private static long takeWaited(ActorCell<?> cell) {
        CellExtras extras = cell.extrasIfAny();
        if (extras == null || extras.readySince == 0) {
            return -1;
        }
        long since = extras.readySince;
        extras.readySince = 0;
        return cell.core().hooks().nanoTime() - since;
    }
}
