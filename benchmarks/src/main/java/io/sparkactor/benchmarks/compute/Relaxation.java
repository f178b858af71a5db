package io.sparkactor.benchmarks.compute;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A square of points that become more and more like their neighbours: all black ones, then all red ones, and so on. Stateless.
 */
public final class Relaxation {

    /** How many points long and wide the square is. */
    public static final int SIDE = 80;

    private static final double OMEGA = 1.25;

    private static final double LARGEST = 1e-6;

    private Relaxation() {}

    /** Draws the values that the points of a square begin with. */
    public static double[] start() {
        return new SplittableRandom(10_101_010).doubles(SIDE * SIDE, 0, LARGEST).toArray();
    }

    /** Whether a point is red. */
    public static boolean isRed(int point) {
        return (point / SIDE + point % SIDE) % 2 == 0;
    }

    /** The points beside one, always in the same order. */
    public static int[] neighbours(int point) {
        int column = point % SIDE;
        return IntStream.of(column + 1 < SIDE ? point + 1 : -1, point + SIDE, column > 0 ? point - 1 : -1, point - SIDE)
                .filter(each -> each >= 0 && each < SIDE * SIDE)
                .toArray();
    }

    /** The value of a point after a step. */
    public static double next(double value, double[] neighbours) {
        double sum = 0;
        for (double neighbour : neighbours) {
            sum += neighbour;
        }
        return OMEGA / 4 * sum + (1 - OMEGA) * value;
    }

    /** The values after so many steps of all points, calculated one by one: what the actors must come to, to the last bit. */
    public static double[] after(long steps) {
        double[] values = start();
        for (long i = 0; i < steps; i++) {
            step(values, false);
            step(values, true);
        }
        return values;
    }

    private static void step(double[] values, boolean red) {
        for (int point = 0; point < values.length; point++) {
            if (isRed(point) == red) {
                double[] neighbours = IntStream.of(neighbours(point))
                        .mapToDouble(each -> values[each])
                        .toArray();
                values[point] = next(values[point], neighbours);
            }
        }
    }
}
