package io.sparkactor.benchmarks.rate;

import java.time.Duration;

/** How much the actors of some workloads do at a time; the same for all. Stateless. */
public final class Grain {

    /** How many messages a sender of the fan-in sends before it waits for the word to go on. */
    public static final int WINDOW = 1000;

    /** How long each sleep of the sleepers is. */
    public static final Duration SLEEP = Duration.ofMillis(10);

    private static final double THETA = 37.2;

    private Grain() {}

    /**
     * The little that the actors of the fork-joins calculate for each message.
     *
     * @throws IllegalStateException if the result is nothing, which it never is; so the compiler cannot leave it out
     */
    public static void calculate(long number) {
        double sine = Math.sin(THETA + number);
        if (sine * sine <= 0) {
            throw new IllegalStateException("the sine is " + sine);
        }
    }
}
