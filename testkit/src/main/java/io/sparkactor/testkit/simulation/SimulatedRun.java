package io.sparkactor.testkit.simulation;

import io.sparkactor.testkit.simulation.Ending.Aborted;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run, seen from the real world: it starts the first thread, waits for the last one, and gives up at the limit. Immutable.
 *
 * @param trace what happened
 * @param failure why it failed, null if it did not
 * @param linesToFailure how many lines of the trace lead to it
 * @param replayable whether the seed alone has decided it: false if real time or an interrupt has
 */
record SimulatedRun(SimulationTrace trace, @Nullable Throwable failure, int linesToFailure, boolean replayable) {

    /** How long threads may take to end after the close, in virtual time. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    /** How long threads may take to end once the run is given up, in real time. */
    private static final long LAST_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Runs it. */
    static SimulatedRun of(long seed, SimulationLimits limits, Simulation.Body<?> body) {
        World world = new World(seed, limits);
        world.baton().begin(world.make("body", () -> live(world, body)));
        boolean replayable = await(world, limits);
        return new SimulatedRun(
                world.trace().read(), world.ending().failure(), world.trace().linesToFailure(), replayable);
    }

    /** The life of the first thread. */
    private static void live(World world, Simulation.Body<?> body) {
        world.note("begins");
        try {
            body.run(world.simulation());
        } catch (Aborted e) {
            throw e;
        } catch (Throwable thrown) {
            world.fail(thrown);
        }
        boolean unused = Thread.interrupted(); // a flag that the body has left is none of the close's business
        world.note("closes");
        world.simulation().closeSyndicates();
        if (!world.awaitOthers(GRACE.toNanos())) {
            world.abort(Reports.leftBehind(world, GRACE));
        }
    }

    private static boolean await(World world, SimulationLimits limits) {
        try {
            if (world.ending().await(limits.realTime().toNanos())) {
                return true;
            }
            giveUp(world, Reports.tooSlow(world, limits.realTime()));
            if (!world.ending().await(LAST_NANOS)) {
                world.abort(Reports.stillRunning(world));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp(world, new AssertionError("interrupted while the simulation with seed " + world.seed() + " ran", e));
        }
        return false;
    }

    private static void giveUp(World world, AssertionError reason) {
        world.abort(reason);
        Strand holder = world.baton().running();
        if (holder != null) {
            holder.thread().interrupt();
        }
    }

    /** The trace; throws if it failed. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the body throws X or what is unchecked
    <X extends Throwable> SimulationTrace traceOrThrow() throws X {
        if (failure != null) {
            throw (X) failure;
        }
        return trace;
    }
}
