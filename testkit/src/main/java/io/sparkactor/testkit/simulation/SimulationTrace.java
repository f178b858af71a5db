package io.sparkactor.testkit.simulation;

import java.util.List;
import java.util.Objects;

/**
 * What happened in a simulated run, in order: which thread or actor went on when, the runtime events, and the notes of the test. Two
 * runs with one seed give equal traces. Immutable.
 *
 * <p>A line has the virtual time in seconds, who, and what: {@code 0.025000000 spark://pets/cat goes on}.
 */
public final class SimulationTrace {

    private final List<String> lines;

    SimulationTrace(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    /** The lines, oldest first. */
    public List<String> lines() {
        return lines;
    }

    /** The last lines, at most so many. */
    public List<String> last(int count) {
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    /** A number made from the whole text, for comparing runs of different JVMs. */
    public long hash() {
        long hash = 0;
        for (String line : lines) {
            for (int i = 0; i < line.length(); i++) {
                hash = 31 * hash + line.charAt(i);
            }
            hash = 31 * hash + '\n';
        }
        return hash;
    }

    /** The number of the first line in which two traces differ, counted from zero; -1 if they are equal. */
    public int firstDifference(SimulationTrace other) {
        int common = Math.min(lines.size(), other.lines.size());
        for (int i = 0; i < common; i++) {
            if (!lines.get(i).equals(other.lines.get(i))) {
                return i;
            }
        }
        return lines.size() == other.lines.size() ? -1 : common;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SimulationTrace trace && lines.equals(trace.lines);
    }

    @Override
    public int hashCode() {
        return Objects.hash(lines);
    }

    /** The lines as one text. */
    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
