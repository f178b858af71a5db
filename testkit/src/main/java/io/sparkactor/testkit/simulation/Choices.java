package io.sparkactor.testkit.simulation;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All chance of one run, drawn from its seed. Guarded by the baton.
 *
 * <p>How often the baton changes hands is drawn once for each run: some faults need a switch at every step, others a thread that gets far
 * ahead of the rest, and neither is likely at one fixed rate.
 */
final class Choices {

    /** One in so many points at which another thread may go on is one where the choice is open. */
    private static final int[] PAUSE_RATES = {1, 2, 4, 16, 64, 1024};

    /** One in so many waits ends early for no reason, as the contract of park allows. */
    private static final int[] EARLY_RATES = {16, 256, Integer.MAX_VALUE};

    private final SplittableRandom order;
    private final SplittableRandom identifiers;
    private final SplittableRandom user;
    private final int pauseRate;
    private final int earlyRate;

    Choices(long seed) {
        var root = new SplittableRandom(seed);
        order = root.split();
        identifiers = root.split();
        user = root.split();
        pauseRate = PAUSE_RATES[order.nextInt(PAUSE_RATES.length)];
        earlyRate = EARLY_RATES[order.nextInt(EARLY_RATES.length)];
    }

    /** One of so many. */
    int index(int size) {
        return order.nextInt(size);
    }

    /** Whether another thread may go on at this point. */
    boolean pauses() {
        return oneIn(pauseRate);
    }

    /** Whether a wait ends before it has begun. */
    boolean wakesEarly() {
        return oneIn(earlyRate);
    }

    /** Whether a turn is to handle one message only. */
    boolean endsTurnEarly() {
        return oneIn(2);
    }

    private boolean oneIn(int rate) {
        return order.nextInt(rate) == 0;
    }

    /** For the runtime: identifiers, sampling. */
    long nextLong() {
        return identifiers.nextLong();
    }

    /** For the test; what it draws does not change the order of threads. */
    RandomGenerator forUser() {
        return user;
    }
}
