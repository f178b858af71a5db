package io.sparkactor.benchmarks.savina;

import java.util.random.RandomGenerator;

/**
 * Money on its way between accounts. Immutable.
 *
 * @param from the account that gives it; always of the first four fifths
 * @param to the account that gets it, always behind, so that accounts do not wait for one another in a circle
 * @param amount how much
 */
public record Transfer(int from, int to, long amount) {

    private static final int MOST = 100_000;

    /** Draws one between so many accounts. */
    public static Transfer draw(int accounts, RandomGenerator chance) {
        int from = chance.nextInt(accounts / 5 * 4);
        int to = from + Math.max(1, chance.nextInt(accounts - from));
        return new Transfer(from, to, chance.nextInt(MOST));
    }
}
