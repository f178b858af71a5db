package io.sparkactor.promises;

import io.sparkactor.TimerStoreException;
import io.sparkactor.spi.TimerRow;
import io.sparkactor.spi.TimerStore;
import io.sparkactor.testkit.MemoryTimerStore;
import io.sparkactor.testkit.simulation.Simulation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store in a simulated world: others may go on before and behind each of its steps, and some steps fail. */
final class PausingStore implements TimerStore {

    private final Simulation simulation;
    private final MemoryTimerStore store;
    private final int failures;

    /** @param failures of a hundred steps so many fail */
    PausingStore(Simulation simulation, MemoryTimerStore store, int failures) {
        this.simulation = simulation;
        this.store = store;
        this.failures = failures;
    }

    /** See {@link MemoryTimerStore#afterCrash} and {@link MemoryTimerStore#afterPowerCut}. */
    PausingStore next(boolean powerCut, int nextFailures) {
        return new PausingStore(simulation, powerCut ? store.afterPowerCut() : store.afterCrash(), nextFailures);
    }

    boolean fails() {
        return failures > 0;
    }

    private void before() {
        simulation.pause();
        if (simulation.random().nextInt(100) < failures) {
            throw new TimerStoreException("this step fails", null);
        }
    }

    @Override
    public List<TimerRow> rows(String owner) {
        before();
        List<TimerRow> rows = store.rows(owner);
        simulation.pause();
        return rows;
    }

    @Override
    public void put(TimerRow row) {
        before();
        store.put(row);
        simulation.pause();
    }

    @Override
    public boolean remove(TimerRow row) {
        before();
        boolean was = store.remove(row);
        simulation.pause();
        return was;
    }

    @Override
    public boolean done(TimerRow row, @Nullable TimerRow next) {
        before();
        boolean was = store.done(row, next);
        simulation.pause();
        return was;
    }

    @Override
    public void close() {
        store.close();
    }
}
