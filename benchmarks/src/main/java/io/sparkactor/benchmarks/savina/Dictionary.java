package io.sparkactor.benchmarks.savina;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What the actor of the dictionary keeps: a number for each key, which leaves the key as its rest. Confined to one actor. */
public final class Dictionary {

    /** How many in a hundred requests write. */
    public static final int WRITES = 10;

    private static final int KEYS = Integer.MAX_VALUE / 4096;

    private static final int TURNS = 4096;

    private final Map<Integer, Integer> values = new HashMap<>();

    /** Full from the start. */
    public Dictionary() {
        for (int key = 0; key < KEYS; key++) {
            values.put(key, key);
        }
    }

    /** Draws a key. */
    public static int key(RandomGenerator chance) {
        return chance.nextInt(KEYS);
    }

    /** Draws a value for a key. */
    public static int value(int key, RandomGenerator chance) {
        return key + KEYS * chance.nextInt(TURNS);
    }

    /** Finds the key again. */
    public static int keyOf(int value) {
        return value % KEYS;
    }

    /** The value of a key. */
    public int read(int key) {
        return values.getOrDefault(key, -1);
    }

    /** Gives a key another value. */
    public void write(int key, int value) {
        values.put(key, value);
    }
}
