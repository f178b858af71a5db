package io.sparkactor.testkit.simulation;

import io.sparkactor.testkit.simulation.Ending.Aborted;
import org.jspecify.annotations.Nullable;

/**
 * Who runs: the one thread that has the baton. It gives it on where it waits, where its turn or thread ends, and, if the seed says so,
 * where it wakes others; the seed chooses who gets it.
 *
 * <p>For the strand that has it, but for the methods that say otherwise; the fields that are not volatile are guarded by it.
 */
final class Baton {

    private final World world;
    private final Choices choices;
    private final Crossing crossing;
    private final long mostSteps;
    private volatile @Nullable Strand running;
    private volatile long steps;

    Baton(World world, Choices choices, Crossing crossing, long mostSteps) {
        this.world = world;
        this.choices = choices;
        this.crossing = crossing;
        this.mostSteps = mostSteps;
    }

    /** How often it was given. Any thread. */
    long steps() {
        return steps;
    }

    /** Who has it. Any thread. */
    @Nullable
    Strand running() {
        return running;
    }

    /**
     * The strand of the calling thread. Any thread.
     *
     * @throws Aborted if the world is over
     * @throws AssertionError if the simulation does not rule the thread; the run fails then
     */
    Strand self() {
        Strand holder = running;
        if (world.isOver()) {
            throw new Aborted();
        }
        if (holder == null || holder.thread() != Thread.currentThread()) {
            AssertionError foreign = Reports.foreign(world.seed(), Thread.currentThread());
            world.ending().fail(foreign);
            throw foreign;
        }
        return holder;
    }

    /** Gives it to the first one. By a thread outside, once. */
    void begin(Strand first) {
        hand(first);
    }

    /** See {@link io.sparkactor.spi.RuntimeHooks#park}. */
    void park(long nanos) {
        Strand self = self();
        if (nanos <= 0) {
            return;
        }
        if (self.permit || self.isInterrupted() || choices.wakesEarly()) {
            self.permit = false;
            pause(self);
        } else {
            crossing.park(self, nanos >= World.NEVER - world.now() ? World.NEVER : world.now() + nanos);
            leave(self);
        }
    }

    /** Lets another one go on here if the seed says so. */
    void mayPause() {
        Strand self = self();
        if (!world.timers().isFiring() && choices.pauses()) {
            pause(self);
        }
    }

    private void pause(Strand self) {
        crossing.add(self);
        leave(self);
    }

    private void leave(Strand self) {
        if (passOn(self)) {
            world.note("goes on");
        }
    }

    /**
     * Gives it on and waits until it is back; the caller has said before who makes it a candidate again.
     *
     * @return whether somebody else had it meanwhile
     * @throws Aborted if the world ends
     */
    boolean passOn(Strand self) {
        Strand next = next();
        if (next == null) {
            throw new Aborted();
        }
        if (next == self) {
            return false;
        }
        hand(next);
        self.awaitBaton();
        return true;
    }

    /** Gives it on at the end of a thread. */
    void passOnForGood() {
        Strand next = next();
        if (next != null) {
            hand(next);
        }
    }

    private void hand(Strand next) {
        running = next;
        next.give();
    }

    /** Who goes on; null if the world is over, now or because nobody can. */
    private @Nullable Strand next() {
        if (world.isOver()) {
            return null;
        }
        long taken = steps + 1; // written by one strand at a time
        steps = taken;
        if (taken > mostSteps) {
            world.abort(Reports.tooManySteps(world, mostSteps));
            return null;
        }
        crossing.unparkInterrupted();
        while (!crossing.hasCandidates()) {
            if (!world.moveClock()) {
                world.abort(Reports.stuck(world));
                return null;
            }
        }
        return crossing.take().strand();
    }
}
