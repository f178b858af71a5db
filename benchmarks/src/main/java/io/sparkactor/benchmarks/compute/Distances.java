package io.sparkactor.benchmarks.compute;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The distances between all vertices of a graph, cut into square blocks. Stateless. */
public final class Distances {

    /** How many vertices there are, and steps to be done. */
    public static final int VERTICES = 300;

    /** How many blocks a row or a column has. */
    public static final int BLOCKS = 6;

    private static final int SIDE = VERTICES / BLOCKS;

    private static final int LONGEST = 100;

    private static final int[][] EDGES = edges();

    private static final int[][] SHORTEST = shortest();

    private Distances() {}

    private static int[][] edges() {
        SplittableRandom chance = new SplittableRandom(1);
        int[][] edges = new int[VERTICES][];
        for (int i = 0; i < VERTICES; i++) {
            edges[i] = chance.ints(VERTICES, 1, LONGEST + 1).toArray();
            edges[i][i] = 0;
        }
        return edges;
    }

    /** All at once, without blocks. */
    private static int[][] shortest() {
        int[][] all = Arrays.stream(EDGES).map(int[]::clone).toArray(int[][]::new);
        for (int k = 0; k < VERTICES; k++) {
            for (int i = 0; i < VERTICES; i++) {
                for (int j = 0; j < VERTICES; j++) {
                    all[i][j] = Math.min(all[i][j], all[i][k] + all[k][j]);
                }
            }
        }
        return all;
    }

    private static int[] block(int[][] all, int row, int column) {
        int[] block = new int[SIDE * SIDE];
        for (int i = 0; i < SIDE; i++) {
            System.arraycopy(all[row * SIDE + i], column * SIDE, block, i * SIDE, SIDE);
        }
        return block;
    }

    /** A block before the first step. */
    public static int[] edges(int row, int column) {
        return block(EDGES, row, column);
    }

    /** Whether a block is as it must be after the last step. */
    public static boolean areShortest(int[] block, int row, int column) {
        return Arrays.equals(block, block(SHORTEST, row, column));
    }

    /** In which row and column of blocks the vertex of a step is. */
    public static int blockOf(int step) {
        return step / SIDE;
    }

    /**
     * A block after one more step.
     *
     * @param block the block before
     * @param across the block of its column that is in the row of the step's vertex
     * @param along the block of its row that is in the column of the step's vertex
     */
    public static int[] next(int[] block, int[] across, int[] along, int step) {
        int k = step % SIDE;
        int[] next = new int[block.length];
        for (int i = 0; i < SIDE; i++) {
            int toVertex = along[i * SIDE + k];
            for (int j = 0; j < SIDE; j++) {
                next[i * SIDE + j] = Math.min(block[i * SIDE + j], toVertex + across[k * SIDE + j]);
            }
        }
        return next;
    }
}
