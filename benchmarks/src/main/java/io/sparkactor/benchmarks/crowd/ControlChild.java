package io.sparkactor.benchmarks.crowd;

import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Median;
import java.util.ArrayList;
import java.util.List;

/**
 * The child JVM of the control: one thread goes the way of a token among plain objects that are as large as a small actor, and touches
 * each. Says what the caches and the memory alone take. Confined to the main thread.
 */
public final class ControlChild {

    private static final int STEPS = 2_000_000;
    private static final int ROUNDS = 7;

    private ControlChild() {}

    /** With its array as large as one of Spark's actors with one field. */
    private static final class Place {

        private final long[] visits = new long[12];
        /** Always nothing, which the compiler does not know: so no step can begin before the one before has ended. */
        private long nothing;
    }

    /** Prints the nanoseconds of a step; the arguments are the numbers of objects. */
    public static void main(String[] args) {
        for (String size : args) {
            ChildJvm.result(figure(Integer.parseInt(size)).line());
        }
    }

    /** Measures with so many objects. */
    public static Figure figure(int size) {
        Place[] all = new Place[size];
        for (int i = 0; i < size; i++) {
            all[i] = new Place();
        }
        List<Double> nanos = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            walk(all);
            nanos.add((double) (System.nanoTime() - start) / STEPS);
        }
        return Figure.of(
                "a step among %,d objects".formatted(size), Median.of(nanos).value(), "ns");
    }

    private static void walk(Place[] all) {
        long step = Walk.begin(0);
        for (int i = 0; i < STEPS; i++) {
            Place place = all[Walk.actor(step, all.length)];
            long visits = ++place.visits[(int) step & 7];
            place.nothing = visits < 0 ? visits : 0;
            step = Walk.next(step + place.nothing);
        }
    }
}
