package io.sparkactor.testkit.simulation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One simulated world: threads of which one runs at a time, and a clock that moves when none can.
 *
 * <p>All fields but the volatile and concurrent ones are guarded by the {@link Baton}, and all methods are for the strand that has it,
 * but for those that say otherwise.
 *
 * <p>A world that is over hands out no baton: each thread that is still alive then ends by {@link Ending.Aborted}, all at once.
 */
final class World {

    /** The world of the calling thread. */
    static final ScopedValue<World> CURRENT = ScopedValue.newInstance();

    /** No moment at all. */
    static final long NEVER = Long.MAX_VALUE;

    private final long seed;
    private final Choices choices;
    private final Crossing crossing;
    private final Baton baton;
    private final Ending ending = new Ending();
    private final TraceRecorder trace = new TraceRecorder();
    private final VirtualTimers timers = new VirtualTimers(this);
    private final Simulation simulation = new Simulation(this);

    /** All that have not ended. */
    private final Map<Thread, Strand> strands = new ConcurrentHashMap<>();

    private volatile long now;
    private @Nullable Strand awaitingEnds;
    private int made;

    World(long seed, SimulationLimits limits) {
        this.seed = seed;
        this.choices = new Choices(seed);
        this.crossing = new Crossing(choices);
        this.baton = new Baton(this, choices, crossing, limits.steps());
    }

    long seed() {
        return seed;
    }

    /** This world as its user sees it. */
    Simulation simulation() {
        return simulation;
    }

    Choices choices() {
        return choices;
    }

    /** Who can go on, and who is parked. */
    Crossing crossing() {
        return crossing;
    }

    /** Who runs. */
    Baton baton() {
        return baton;
    }

    VirtualTimers timers() {
        return timers;
    }

    TraceRecorder trace() {
        return trace;
    }

    /** The end. Any thread. */
    Ending ending() {
        return ending;
    }

    /** See {@link Ending#isOver}. Any thread. */
    boolean isOver() {
        return ending.isOver();
    }

    /** The virtual time. Any thread. */
    long now() {
        return now;
    }

    /** Moves the clock to the next moment for which somebody waits; false if there is none. */
    boolean moveClock() {
        long next = Math.min(timers.nextDeadline(), crossing.firstDeadline());
        if (next == NEVER) {
            return false;
        }
        now = Math.max(now, next);
        timers.moveDue();
        crossing.unparkDue(now);
        return true;
    }

    /** All threads that have not ended, in the order of making. Any thread. */
    List<Strand> strands() {
        return strands.values().stream()
                .sorted(Comparator.comparingInt(Strand::number))
                .toList();
    }

    /** Makes a thread that can go on. */
    Strand spawn(String name, Runnable body) {
        Strand strand = make(name, () -> {
            note("begins");
            body.run();
            note("ends");
        });
        crossing.add(strand);
        return strand;
    }

    /** Makes a thread that cannot go on before it is said to. */
    Strand make(String name, Runnable body) {
        Strand strand = new Strand(this, made++, name, body);
        strands.put(strand.thread(), strand);
        return strand;
    }

    /** See {@link io.sparkactor.spi.RuntimeHooks#unpark}. */
    void unpark(Thread thread) {
        baton.self();
        Strand strand = strands.get(thread);
        if (strand != null) {
            crossing.unpark(strand);
            baton.mayPause();
        }
    }

    /** Writes a line about the strand that runs. */
    void note(String what) {
        Strand self = baton.running();
        if (!isOver() && self != null) {
            trace.add(now, self.label(), what);
        }
    }

    /** Notes that something went wrong on the strand that runs; the run goes on, and fails at its end. */
    void fail(Throwable failure) {
        note("fails: " + failure.getClass().getName());
        trace.markFailure();
        ending.fail(failure);
    }

    /** A thread ends: the last thing that it does. */
    void ended(Strand self) {
        strands.remove(self.thread());
        if (strands.isEmpty()) {
            ending.over();
        } else if (!isOver()) {
            if (awaitingEnds != null) {
                crossing.unpark(awaitingEnds);
            }
            baton.passOnForGood();
        }
        ending.threadEnds();
    }

    /** Ends the world because of something. Any thread. */
    void abort(Throwable reason) {
        ending.abort(reason);
        strands.values().forEach(Strand::wake);
    }

    /**
     * Waits until the calling strand is the last one but for the timers, and lets these end.
     *
     * @param nanos how long, in virtual time
     * @return whether it is
     */
    boolean awaitOthers(long nanos) {
        long deadline = now + nanos;
        awaitingEnds = baton.self();
        while (hasOthers() && now < deadline) {
            baton.park(deadline - now);
        }
        awaitingEnds = null;
        timers.end();
        return !hasOthers();
    }

    private boolean hasOthers() {
        return strands.size() > (timers.hasStrand() ? 2 : 1);
    }
}
