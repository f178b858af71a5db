package io.sparkactor.testkit.simulation;

import io.sparkactor.spi.Turn;

/** What could go on next: a thread in the midst of something, or a turn that is ready to begin. Guarded by the baton. */
sealed interface Candidate permits Strand, Candidate.ReadyTurn {

    /** The strand to give the baton to. Called once, when the choice has fallen on this candidate. */
    Strand strand();

    /**
     * A turn that was made ready. Immutable.
     *
     * @param label its actor's path, for the trace
     */
    record ReadyTurn(SimulatedScheduler scheduler, Turn turn, String label) implements Candidate {
        @Override
        public Strand strand() {
            return scheduler.workerFor(this);
        }
    }
}
