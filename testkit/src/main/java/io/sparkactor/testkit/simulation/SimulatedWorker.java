package io.sparkactor.testkit.simulation;

import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnContext;
import io.sparkactor.testkit.simulation.Candidate.ReadyTurn;
import io.sparkactor.testkit.simulation.Ending.Aborted;
import org.jspecify.annotations.Nullable;

/** A strand that runs turns, one after the other. Guarded by the baton. */
final class SimulatedWorker extends TurnContext {

    private final World world;
    private final SimulatedScheduler scheduler;
    private final String name;
    private final Strand strand;
    private @Nullable ReadyTurn turn;
    private long readied;

    SimulatedWorker(World world, SimulatedScheduler scheduler, String name) {
        this.world = world;
        this.scheduler = scheduler;
        this.name = name;
        this.strand = world.make(name, this::live);
    }

    @Override
    public void ready(Turn sleeping) {
        readied++;
        scheduler.ready(sleeping);
    }

    /** A simulated turn that overflows its stack in a send is not made good. */
    @Override
    public long readied() {
        return readied;
    }

    @Override
    public Thread thread() {
        return strand.thread();
    }

    Strand strand() {
        return strand;
    }

    void assign(ReadyTurn ready) {
        turn = ready;
    }

    /** The turn that it has; while it has one. */
    Turn turn() {
        if (turn == null) {
            throw new IllegalStateException(name + " has no turn");
        }
        return turn.turn();
    }

    private void live() {
        try {
            for (ReadyTurn next = turn; next != null; next = turn) {
                run(next);
                turn = null;
                scheduler.rest(this);
            }
        } finally {
            scheduler.ended(this);
        }
    }

    private void run(ReadyTurn ready) {
        strand.label(ready.label());
        world.note("begins");
        if (world.choices().endsTurnEarly()) {
            requestTurnEnd();
        }
        try {
            ready.turn().run(this);
        } catch (Aborted e) {
            throw e;
        } catch (Throwable thrown) {
            world.fail(new AssertionError("the turn of " + ready.label() + " failed: " + thrown, thrown));
        }
        clearTurnEndRequest();
        boolean unused = Thread.interrupted(); // an interrupt is for the turn it hit
        strand.label(name);
    }
}
