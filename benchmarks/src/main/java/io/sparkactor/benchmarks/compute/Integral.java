package io.sparkactor.benchmarks.compute;

/** The area under a function, cut into pieces. Stateless. */
public final class Integral {

    private static final double FROM = 1;

    private static final double TO = 5;

    private static final int FINE = 100_000;

    private static final double TOLERANCE = 1e-5;

    /** By Simpson's rule, which is another way than that of the actors. */
    private static final double EXACT = simpson();

    private Integral() {}

    private static double at(double x) {
        return Math.sin(x * x * x - 1) / (x + 1) * Math.sqrt(1 + Math.exp(Math.sqrt(2 * x)));
    }

    private static double simpson() {
        double width = (TO - FROM) / FINE;
        double sum = at(FROM) + at(TO);
        for (int i = 1; i < FINE; i++) {
            sum += (i % 2 == 1 ? 4 : 2) * at(FROM + i * width);
        }
        return sum * width / 3;
    }

    /** The area of some pieces as trapezoids; all pieces together are the whole. */
    public static double area(long first, long count, long all) {
        double width = (TO - FROM) / all;
        double left = at(FROM + first * width);
        double sum = 0;
        for (long i = first + 1; i <= first + count; i++) {
            double right = at(FROM + i * width);
            sum += (left + right) / 2;
            left = right;
        }
        return sum * width;
    }

    /** Whether it is the area of the whole, as nearly as small pieces come to it. */
    public static boolean isWhole(double area) {
        return Math.abs(area - EXACT) < TOLERANCE;
    }
}
