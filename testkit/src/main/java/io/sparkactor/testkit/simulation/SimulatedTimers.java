package io.sparkactor.testkit.simulation;

import io.sparkactor.spi.TimerEntry;
import io.sparkactor.spi.TimerService;

/** The timers of one syndicate in virtual time. Guarded by the baton; after the end of the world it does nothing. */
final class SimulatedTimers implements TimerService {

    private final World world;
    private boolean closed;

    SimulatedTimers(World world) {
        this.world = world;
    }

    @Override
    public void schedule(TimerEntry entry, long deadlineNanos) {
        if (!world.isOver() && !closed) {
            world.baton().self();
            world.timers().schedule(entry, this, deadlineNanos);
        }
    }

    @Override
    public boolean cancel(TimerEntry entry) {
        if (world.isOver()) {
            return false;
        }
        world.baton().self();
        return world.timers().cancel(entry);
    }

    @Override
    public void close() {
        if (!world.isOver()) {
            world.baton().self();
            closed = true;
            world.timers().cancelAll(this);
        }
    }
}
