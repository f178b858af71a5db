package io.sparkactor.benchmarks.crowd;

/** The way of a token among actors: by chance to the eye, but the same each time. Stateless. */
final class Walk {

    /** How many tokens are under way at once. */
    static final int TOKENS = 1000;

    private static final long FACTOR = 6_364_136_223_846_793_005L;
    private static final long SUMMAND = 1_442_695_040_888_963_407L;

    private Walk() {}

    /** Where the token of this number begins. */
    static long begin(long token) {
        return next(token * FACTOR);
    }

    /** The step that follows a step. */
    static long next(long step) {
        return step * FACTOR + SUMMAND;
    }

    /** Which of so many actors a step leads to. */
    static int actor(long step, int size) {
        return (int) ((step >>> 32) * size >>> 32);
    }
}
