package io.sparkactor.benchmarks.savina;

import java.util.Random;
import java.util.random.RandomGenerator;

/** How actors pass the time; the same for all. Stateless. */
public final class Busy {

    /** The bound of {@link #someTime}. */
    private static final int STEPS = 1000;

    private static final int FEWEST_STEPS = 10;

    private static final int STEPS_OF_ITEM = 2500;

    private Busy() {}

    /** Draws how long something takes, as a number of steps. */
    public static int someTime(RandomGenerator chance) {
        return FEWEST_STEPS + chance.nextInt(STEPS);
    }

    /**
     * Draws so many random numbers.
     *
     * @throws IllegalStateException if all of them together are less than nothing, which they never are; so the compiler cannot
     *     leave it out
     */
    public static void draw(int steps) {
        Random random = new Random(steps);
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            sum += random.nextDouble();
        }
        if (sum < 0) {
            throw new IllegalStateException("the sum is " + sum);
        }
    }

    /** What producing or consuming an item is: many logarithms, added to what there was. */
    public static double item(double before) {
        Random random = new Random(STEPS_OF_ITEM);
        double sum = before;
        for (int i = 0; i < STEPS_OF_ITEM; i++) {
            sum += Math.log(random.nextDouble() + 0.01);
        }
        return sum;
    }
}
