package io.sparkactor.testkit.simulation;

import io.sparkactor.spi.SchedulerListener;
import io.sparkactor.spi.SchedulerSettings;
import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnScheduler;
import io.sparkactor.testkit.simulation.Candidate.ReadyTurn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the turns of one syndicate, each on a strand of its own, so that any two may overlap. Guarded by the baton; after the end of the
 * world it does nothing.
 *
 * <p>The number of processors is not looked at: a processor may be taken from a turn at any moment, so any number of turns may be under
 * way in production too.
 */
final class SimulatedScheduler implements TurnScheduler {

    private final World world;
    private final String name;
    private final int processors;
    private final SchedulerListener listener;

    /** By identity, and never walked. */
    private final Map<Turn, String> labels = new IdentityHashMap<>();

    private final Deque<SimulatedWorker> idle = new ArrayDeque<>();
    private final Set<SimulatedWorker> running = new LinkedHashSet<>();
    private int ready;
    private int workers;
    private int made;
    private boolean closed;

    SimulatedScheduler(World world, SchedulerSettings settings) {
        this.world = world;
        this.name = settings.name();
        this.processors = settings.processors();
        this.listener = settings.listener();
    }

    @Override
    public void ready(Turn turn) {
        if (world.isOver()) {
            return;
        }
        world.baton().mayPause();
        ready++;
        world.crossing().add(new ReadyTurn(this, turn, labels.computeIfAbsent(turn, Turn::toString)));
        world.baton().mayPause();
    }

    /** A worker that will run the turn as soon as its strand runs. */
    Strand workerFor(ReadyTurn turn) {
        ready--;
        SimulatedWorker worker = idle.poll();
        if (worker == null) {
            workers++;
            worker = new SimulatedWorker(world, this, "spark-" + name + "-worker-" + ++made);
        }
        running.add(worker);
        worker.assign(turn);
        return worker.strand();
    }

    /** A turn has ended: its worker waits for the next one, if it is to do so. By the worker. */
    void rest(SimulatedWorker worker) {
        running.remove(worker);
        if (!closed) {
            idle.push(worker);
            world.baton().passOn(worker.strand());
        }
    }

    /** A worker ends. By the worker. */
    void ended(SimulatedWorker worker) {
        running.remove(worker);
        workers--;
        listener.threadEnded(worker);
    }

    @Override
    public boolean isQuiet() {
        return ready == 0 && running.isEmpty();
    }

    @Override
    public List<Turn> runningTurns() {
        List<Turn> turns = new ArrayList<>();
        running.forEach(worker -> turns.add(worker.turn()));
        return turns;
    }

    @Override
    public int processors() {
        return processors;
    }

    @Override
    public void close() {
        if (!world.isOver()) {
            world.baton().self();
            closed = true;
            idle.forEach(worker -> world.crossing().add(worker.strand()));
            idle.clear();
        }
    }

    @Override
    public boolean isTerminated() {
        return closed && workers == 0;
    }
}
