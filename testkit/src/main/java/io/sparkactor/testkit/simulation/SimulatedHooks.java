package io.sparkactor.testkit.simulation;

import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.SchedulerSettings;
import io.sparkactor.spi.ThreadRole;
import io.sparkactor.spi.TimerService;
import io.sparkactor.spi.TurnScheduler;
import java.time.Instant;

/** A world as the runtime sees it. For the threads of that world; the clock may be read by all. */
final class SimulatedHooks implements RuntimeHooks {

    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");
    private static final int PROCESSORS = 4;

    private final World world;

    SimulatedHooks(World world) {
        this.world = world;
    }

    @Override
    public long nanoTime() {
        return world.now();
    }

    @Override
    public Instant now() {
        return START.plusNanos(world.now());
    }

    @Override
    public long randomLong() {
        if (!world.isOver()) {
            world.baton().self();
        }
        return world.choices().nextLong();
    }

    /** Of the seed too: nothing in a world is a secret, but all of it must be the same in each replay. */
    @Override
    public long secretLong() {
        return randomLong();
    }

    @Override
    public void park(long nanos) {
        if (world.timers().isFiring()) {
            throw new IllegalStateException("a timer entry must not wait, but parks for " + nanos + " ns");
        }
        world.baton().park(nanos);
    }

    @Override
    public void unpark(Thread thread) {
        if (!world.isOver()) {
            world.unpark(thread);
        }
    }

    @Override
    public Thread startThread(ThreadRole role, String name, Runnable body) {
        if (role == ThreadRole.TRANSPORT) {
            throw new UnsupportedOperationException(
                    "a simulation has no network, as no seed rules when bytes come; send what they would bring as messages, or test this"
                            + " in real time");
        }
        if (role == ThreadRole.WATCHER || role == ThreadRole.PROCESS_WATCHER) {
            throw new UnsupportedOperationException(
                    "a simulation has no channels, processes and files to watch, as no seed"
                            + " rules when they are ready; send what they would bring as messages, or test this in real time");
        }
        world.baton().self();
        Strand strand = world.spawn(name, body);
        world.baton().mayPause();
        return strand.thread();
    }

    @Override
    public int defaultProcessors() {
        return PROCESSORS;
    }

    @Override
    public TurnScheduler openScheduler(SchedulerSettings settings) {
        return new SimulatedScheduler(world, settings);
    }

    @Override
    public TimerService openTimers(String name) {
        return new SimulatedTimers(world);
    }
}
