package io.sparkactor.testkit.simulation;

import io.sparkactor.spi.TimerEntry;
import io.sparkactor.testkit.simulation.Ending.Aborted;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The timers of all syndicates of a world, and the strand that fires them: one entry at a time, those of one moment in an order that
 * the seed chooses. Nobody else runs while an entry fires. Guarded by the baton.
 */
final class VirtualTimers {

    private record Scheduled(TimerEntry entry, SimulatedTimers owner, long deadline, long number)
            implements Comparable<Scheduled> {
        @Override
        public int compareTo(Scheduled other) {
            int byDeadline = Long.compare(deadline, other.deadline);
            return byDeadline != 0 ? byDeadline : Long.compare(number, other.number);
        }
    }

    private final World world;
    private final TreeSet<Scheduled> waiting = new TreeSet<>();
    private final List<Scheduled> due = new ArrayList<>();

    /** By identity, and never walked. */
    private final Map<TimerEntry, Scheduled> byEntry = new IdentityHashMap<>();

    private @Nullable Strand strand;
    private boolean idle;
    private boolean firing;
    private boolean ending;
    private long made;

    VirtualTimers(World world) {
        this.world = world;
    }

    /** Whether an entry fires just now, which nobody may interrupt. */
    boolean isFiring() {
        return firing;
    }

    boolean hasStrand() {
        return strand != null;
    }

    boolean isRunBy(Strand other) {
        return other == strand;
    }

    /** The next moment at which something is to fire. */
    long nextDeadline() {
        return waiting.isEmpty() ? World.NEVER : waiting.first().deadline;
    }

    void schedule(TimerEntry entry, SimulatedTimers owner, long deadline) {
        var scheduled = new Scheduled(entry, owner, deadline, made++);
        if (byEntry.putIfAbsent(entry, scheduled) != null) {
            throw new IllegalStateException("the timer entry " + entry + " is scheduled already; cancel it first");
        }
        waiting.add(scheduled);
        moveDue();
    }

    boolean cancel(TimerEntry entry) {
        Scheduled scheduled = byEntry.remove(entry);
        return scheduled != null && (waiting.remove(scheduled) || due.remove(scheduled));
    }

    void cancelAll(SimulatedTimers owner) {
        byEntry.values().removeIf(scheduled -> scheduled.owner == owner);
        waiting.removeIf(scheduled -> scheduled.owner == owner);
        due.removeIf(scheduled -> scheduled.owner == owner);
    }

    /** Makes the strand fire what is due by now. */
    void moveDue() {
        while (nextDeadline() <= world.now()) {
            due.add(waiting.removeFirst());
        }
        if (!due.isEmpty()) {
            wake();
        }
    }

    private void wake() {
        if (strand == null) {
            strand = world.make("timers", this::live);
            world.crossing().add(strand);
        } else if (idle) {
            idle = false;
            world.crossing().add(strand);
        }
    }

    /** Lets the strand end. */
    void end() {
        ending = true;
        if (strand != null) {
            wake();
        }
    }

    private void live() {
        Strand self = world.baton().self();
        while (!ending) {
            if (due.isEmpty()) {
                idle = true;
                world.baton().passOn(self);
            } else {
                fire(due.remove(world.choices().index(due.size())));
                world.crossing().add(self);
                world.baton().passOn(self);
            }
        }
    }

    private void fire(Scheduled scheduled) {
        byEntry.remove(scheduled.entry);
        world.note("fire");
        firing = true;
        try {
            scheduled.entry.fire();
        } catch (Aborted e) {
            throw e;
        } catch (Throwable thrown) {
            world.fail(new AssertionError("a timer entry failed: " + thrown, thrown));
        } finally {
            firing = false;
        }
    }
}
