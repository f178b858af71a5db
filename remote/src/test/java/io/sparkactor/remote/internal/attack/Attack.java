package io.sparkactor.remote.internal.attack;

/** How much the tests do that attack. Stateless. */
public final class Attack {

    /** How many times as much as in each build: {@code -Dspark.attack=20} for a long round. */
    private static final int FACTOR = Integer.getInteger("spark.attack", 1);

    private Attack() {}

    /** What each build does so often, as often as this round does it. */
    public static int times(int usual) {
        return Math.multiplyExact(usual, FACTOR);
    }

    /** Whether there is time to measure, which a build beside other work cannot. */
    public static boolean isLong() {
        return FACTOR > 1;
    }
}
