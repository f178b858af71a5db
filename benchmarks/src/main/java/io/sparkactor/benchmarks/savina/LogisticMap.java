package io.sparkactor.benchmarks.savina;

/** Series in which each term is made from the one before. Stateless. */
public final class LogisticMap {

    private static final double FIRST_RATE = 3.46;

    private static final double INCREMENT = 0.0025;

    private LogisticMap() {}

    /** The rate of a series. */
    public static double rate(int series) {
        return FIRST_RATE + series * INCREMENT;
    }

    /** The term that a series begins with. */
    public static double start(int series) {
        return series * INCREMENT;
    }

    /** The term that follows one. */
    public static double next(double term, double rate) {
        return rate * term * (1 - term);
    }

    /** The term of this number, calculated at once: what the actors must come to. */
    public static double term(int series, long number) {
        double term = start(series);
        for (long i = 0; i < number; i++) {
            term = next(term, rate(series));
        }
        return term;
    }
}
