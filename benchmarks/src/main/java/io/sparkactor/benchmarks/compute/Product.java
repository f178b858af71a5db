package io.sparkactor.benchmarks.compute;

import java.util.function.Consumer;

/** The product of two matrices, calculated part by part. Thread-safe as long as no part is calculated twice at once. */
public final class Product {

    /** How many actors share the work. */
    public static final int WORKERS = 20;

    private static final int SIDE = 512;

    /** A part of so many elements is calculated at once. */
    private static final int FEW = 16_384;

    private static final double[] LEFT = matrix(true);

    private static final double[] RIGHT = matrix(false);

    /**
     * A square part of the product. Immutable.
     *
     * @param row where it begins
     * @param column where it begins
     * @param side how long and wide it is
     */
    public record Part(int row, int column, int side) {

        /** All of it. */
        public static final Part WHOLE = new Part(0, 0, SIDE);

        /** Whether it is so small that it is calculated at once. */
        public boolean isSmallWork() {
            return side * side <= FEW;
        }

        /** Gives its quarters. */
        public void quarters(Consumer<Part> parts) {
            int half = side / 2;
            for (int i = 0; i < 4; i++) {
                parts.accept(new Part(row + i / 2 * half, column + i % 2 * half, half));
            }
        }
    }

    private final double[] product = new double[SIDE * SIDE];

    /** Each element of one matrix is the number of its row, each of the other that of its column. */
    private static double[] matrix(boolean rows) {
        double[] matrix = new double[SIDE * SIDE];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = rows ? i / SIDE : i % SIDE;
        }
        return matrix;
    }

    /** Calculates a part. */
    public void calculate(Part part) {
        for (int i = part.row(); i < part.row() + part.side(); i++) {
            for (int k = 0; k < SIDE; k++) {
                double factor = LEFT[i * SIDE + k];
                for (int j = part.column(); j < part.column() + part.side(); j++) {
                    product[i * SIDE + j] += factor * RIGHT[k * SIDE + j];
                }
            }
        }
    }

    /** Whether all parts are as they must be. */
    public boolean isRight() {
        for (int i = 0; i < product.length; i++) {
            if (product[i] != (double) SIDE * (i / SIDE) * (i % SIDE)) {
                return false;
            }
        }
        return true;
    }
}
