package io.sparkactor.internal.seal;

/**
 * Which numbers have come: each is taken once, and in any order within {@value #SIZE} of the highest, as messages of several threads may overtake
 * each other. Thread-safe.
 */
final class ReplayWindow {

    static final int SIZE = 1_024;

    private final boolean[] seen = new boolean[SIZE];
    private long highest;

    /** Whether a number comes for the first time; the first one is 1. */
    synchronized boolean take(long number) {
        if (number < 1 || number <= highest - SIZE) {
            return false;
        }
        if (number > highest) {
            long from = Math.max(highest + 1, number - SIZE + 1);
            for (long skipped = from; skipped < number; skipped++) {
                seen[place(skipped)] = false;
            }
            highest = number;
        } else if (seen[place(number)]) {
            return false;
        }
        seen[place(number)] = true;
        return true;
    }

    private static int place(long number) {
        return (int) (number % SIZE);
    }
}
