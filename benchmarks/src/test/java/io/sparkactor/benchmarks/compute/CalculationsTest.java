package io.sparkactor.benchmarks.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the actors share out, done by one thread: it comes to the result that is checked, and the check refuses another. */
class CalculationsTest {

    @Test
    void valuesAreOfSixtyBitsAndNotSorted() {
        long[] values = Values.draw(1000);
        assertThat(Arrays.stream(values).allMatch(value -> value >>> Values.BITS == 0))
                .isTrue();
        assertThat(Arrays.stream(values).reduce(0, (a, b) -> a | b)).isEqualTo((1L << Values.BITS) - 1);
        assertThat(Values.areSorted(values)).isFalse();
    }

    @Test
    void partsAreSortedAndJoined() {
        long[] values = {5, 3, 7, 5, 1, 9, 5};
        Parts parts = Parts.of(values);
        assertThat(parts.equal()).containsOnly(5).hasSize(3);
        assertThat(Parts.sorted(values)).containsExactly(1, 3, 5, 5, 5, 7, 9);
        assertThat(Values.areSorted(Parts.sorted(Values.draw(10_000)))).isTrue();
    }

    @Test
    void primesOfTheFilterAreThoseOfEratosthenes() {
        Primes primes = new Primes();
        for (int number = 2; number <= 1000; number++) {
            if (!primes.divide(number)) {
                primes.add(number);
            }
        }
        assertThat(primes.count()).isEqualTo(168);
        assertThat(primes.isFull()).isFalse();
        assertThat(Primes.upTo(1000)).isEqualTo(168);
        assertThat(Primes.upTo(100_001)).isEqualTo(9592);
    }

    @Test
    void smallPiecesMakeTheWholeAndOneMissingDoesNot() {
        double most = Integral.area(0, 99_900, 100_000);
        double rest = Integral.area(99_900, 100, 100_000);
        assertThat(Integral.isWhole(most + rest)).isTrue();
        assertThat(Integral.isWhole(most)).isFalse();
    }

    @Test
    void boardIsFilledInAllWays() {
        AtomicLong solutions = new AtomicLong();
        Deque<Board> boards = new ArrayDeque<>(List.of(Board.EMPTY));
        while (!boards.isEmpty()) {
            Board board = boards.remove();
            if (board.isSmallWork()) {
                board.fill(solutions::incrementAndGet);
            } else {
                board.next(boards::add);
            }
        }
        assertThat(solutions).hasValue(Board.SOLUTIONS);
    }

    @Test
    void treeGrowsUntilItIsCompleteWhoeverAsks() {
        for (long most : List.of(11, 200, 2000, 20_000)) {
            Growth growth = new Growth(most);
            long wishes = 0;
            do {
                growth.grants();
                wishes++;
            } while (wishes < growth.size());
            assertThat(growth.isComplete()).isTrue();
            assertThat(growth.size()).isBetween(most - Growth.CHILDREN, most);
        }
    }

    @Test
    void blocksOfDistancesBecomeTheShortest() {
        int[][][] blocks = new int[Distances.BLOCKS][Distances.BLOCKS][];
        for (int row = 0; row < Distances.BLOCKS; row++) {
            for (int column = 0; column < Distances.BLOCKS; column++) {
                blocks[row][column] = Distances.edges(row, column);
            }
        }
        assertThat(Distances.areShortest(blocks[0][1], 0, 1)).isFalse();
        for (int step = 0; step < Distances.VERTICES; step++) {
            int vertex = Distances.blockOf(step);
            int[][][] next = new int[Distances.BLOCKS][Distances.BLOCKS][];
            for (int row = 0; row < Distances.BLOCKS; row++) {
                for (int column = 0; column < Distances.BLOCKS; column++) {
                    next[row][column] =
                            Distances.next(blocks[row][column], blocks[vertex][column], blocks[row][vertex], step);
                }
            }
            blocks = next;
        }
        assertThat(Distances.areShortest(blocks[0][1], 0, 1)).isTrue();
        assertThat(Distances.areShortest(blocks[5][3], 5, 3)).isTrue();
        assertThat(Distances.areShortest(blocks[5][3], 3, 5)).isFalse();
    }

    @Test
    void neighboursAreOfTheOtherColourAndMutual() {
        int ends = 0;
        for (int point = 0; point < Relaxation.SIDE * Relaxation.SIDE; point++) {
            for (int neighbour : Relaxation.neighbours(point)) {
                assertThat(Relaxation.isRed(neighbour)).isNotEqualTo(Relaxation.isRed(point));
                assertThat(Relaxation.neighbours(neighbour)).contains(point);
                ends++;
            }
        }
        assertThat(ends).isEqualTo(4 * Relaxation.SIDE * (Relaxation.SIDE - 1));
    }

    @Test
    void relaxationIsSmootherAfterEachStep() {
        assertThat(roughness(Relaxation.after(10)))
                .isLessThan(roughness(Relaxation.after(1)))
                .isPositive();
    }

    private static double roughness(double[] values) {
        double sum = 0;
        for (int i = 1; i < values.length; i++) {
            sum += Math.abs(values[i] - values[i - 1]);
        }
        return sum;
    }

    @Test
    void mazeHasAWayAndItIsFoundInMoreThanOneGo() {
        Maze maze = new Maze();
        assertThat(maze.isSolved()).isFalse();
        Deque<Integer> rooms = new ArrayDeque<>(List.of(Maze.ORIGIN));
        List<Integer> gone = new ArrayList<>();
        boolean found = false;
        while (!found && !rooms.isEmpty()) {
            gone.add(rooms.peek());
            found = maze.search(rooms.remove(), rooms::add);
        }
        assertThat(found).isTrue();
        assertThat(maze.isSolved()).isTrue();
        assertThat(gone).hasSizeGreaterThan(10);
    }

    @Test
    void productIsRightWhenAllPartsAre() {
        Product product = new Product();
        Deque<Product.Part> parts = new ArrayDeque<>(List.of(Product.Part.WHOLE));
        while (!parts.isEmpty()) {
            assertThat(product.isRight()).isFalse();
            Product.Part part = parts.remove();
            if (part.isSmallWork()) {
                product.calculate(part);
            } else {
                part.quarters(parts::add);
            }
        }
        assertThat(product.isRight()).isTrue();
    }
}
