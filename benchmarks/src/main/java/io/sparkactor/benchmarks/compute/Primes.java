package io.sparkactor.benchmarks.compute;

import java.util.BitSet;

/** The primes that one filter of the sieve keeps. Confined to one actor. */
public final class Primes {

    private static final int MOST = 1000;

    private final int[] primes = new int[MOST];
    private int count;

    /** Whether it can keep no more. */
    public boolean isFull() {
        return count == MOST;
    }

    /** How many it keeps. */
    public int count() {
        return count;
    }

    /** Keeps one more. */
    public void add(int prime) {
        primes[count++] = prime;
    }

    /** Whether one of them divides a number. */
    public boolean divide(int number) {
        for (int i = 0; i < count; i++) {
            if (number % primes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** How many primes there are up to a number: what the filters must come to. */
    public static long upTo(int number) {
        BitSet divided = new BitSet(number + 1);
        long count = 0;
        for (int i = divided.nextClearBit(2); i <= number; i = divided.nextClearBit(i + 1)) {
            count++;
            for (long j = (long) i * i; j <= number; j += i) {
                divided.set((int) j);
            }
        }
        return count;
    }
}
