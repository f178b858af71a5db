package io.sparkactor.benchmarks.compute;

import java.util.Arrays;
import java.util.function.Consumer;

/** A chessboard with queens in its first rows, none of which threatens another. Immutable. */
public final class Board {

    /** In how many ways queens fill it. */
    public static final long SOLUTIONS = 14_200;

    /** How many actors share the work. */
    public static final int WORKERS = 20;

    /** Without queens. */
    public static final Board EMPTY = new Board(new int[0]);

    private static final int SIZE = 12;

    /** With so many rows filled, the others are filled at once. */
    private static final int FEW_LEFT = 4;

    private final int[] queens;

    private Board(int[] queens) {
        this.queens = queens;
    }

    /** Whether so little is to be done that it is done at once. */
    public boolean isSmallWork() {
        return queens.length >= FEW_LEFT;
    }

    /** Gives all boards with one queen more. */
    public void next(Consumer<Board> boards) {
        int row = queens.length;
        for (int column = 0; column < SIZE; column++) {
            if (isFree(queens, row, column)) {
                int[] more = Arrays.copyOf(queens, row + 1);
                more[row] = column;
                boards.accept(new Board(more));
            }
        }
    }

    /** Fills the other rows in all ways, and calls for each. */
    public void fill(Runnable solution) {
        fill(Arrays.copyOf(queens, SIZE), queens.length, solution);
    }

    private static void fill(int[] queens, int row, Runnable solution) {
        if (row == SIZE) {
            solution.run();
            return;
        }
        for (int column = 0; column < SIZE; column++) {
            if (isFree(queens, row, column)) {
                queens[row] = column;
                fill(queens, row + 1, solution);
            }
        }
    }

    private static boolean isFree(int[] queens, int row, int column) {
        for (int i = 0; i < row; i++) {
            int distance = Math.abs(queens[i] - column);
            if (distance == 0 || distance == row - i) {
                return false;
            }
        }
        return true;
    }
}
