package io.sparkactor.benchmarks.compute;

import io.sparkactor.benchmarks.savina.Busy;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * A cube of rooms with doors by chance, and who found which room from where in one search through it. Thread-safe: each room is found
 * once.
 */
public final class Maze {

    /** The room where a search begins. */
    public static final int ORIGIN = 0;

    /** How many actors share the work. */
    public static final int WORKERS = 20;

    private static final int SIDE = 30;

    private static final int ROOMS = SIDE * SIDE * SIDE;

    private static final int TARGET = room(SIDE * 4 / 5, SIDE * 4 / 5, SIDE * 4 / 5);

    private static final int NOT_FOUND = -1;

    /** How many rooms are searched at a time. */
    private static final int MANY = 1024;

    private static final int STEPS = 100;

    private static final int[][] DOORS = doors();

    private final AtomicIntegerArray foundFrom = new AtomicIntegerArray(
            IntStream.generate(() -> NOT_FOUND).limit(ROOMS).toArray());

    /** Nothing is found but the origin. */
    public Maze() {
        foundFrom.set(ORIGIN, ORIGIN);
    }

    private static int room(int x, int y, int z) {
        return (Math.min(x, SIDE - 1) * SIDE + Math.min(y, SIDE - 1)) * SIDE + Math.min(z, SIDE - 1);
    }

    private static int[][] doors() {
        SplittableRandom chance = new SplittableRandom(123_456);
        return IntStream.range(0, ROOMS).mapToObj(room -> doors(room, chance)).toArray(int[][]::new);
    }

    /** Doors lead away from the origin in one or two dimensions at once; there is one at least. */
    private static int[] doors(int room, SplittableRandom chance) {
        int[] all = IntStream.of(0b001, 0b010, 0b011, 0b100, 0b101, 0b110)
                .map(way -> room(
                        room / SIDE / SIDE + (way >> 2), room / SIDE % SIDE + (way >> 1 & 1), room % SIDE + (way & 1)))
                .filter(other -> other != room)
                .distinct()
                .toArray();
        int[] some = Arrays.stream(all).filter(other -> chance.nextBoolean()).toArray();
        return some.length > 0 ? some : all;
    }

    /**
     * Searches on from a room, those rooms first that were found first.
     *
     * @param later gets the rooms from which others have to go on
     * @return whether the target was found
     */
    public boolean search(int from, IntConsumer later) {
        Queue<Integer> open = new ArrayDeque<>();
        open.add(from);
        for (int i = 0; i < MANY && !open.isEmpty(); i++) {
            int room = open.remove();
            Busy.draw(STEPS);
            if (room == TARGET) {
                return true;
            }
            for (int other : DOORS[room]) {
                if (foundFrom.compareAndSet(other, NOT_FOUND, room)) {
                    open.add(other);
                }
            }
        }
        open.forEach(later::accept);
        return false;
    }

    /** Whether there is a way back from the target to the origin. */
    public boolean isSolved() {
        int room = TARGET;
        for (int i = 0; i < ROOMS && room != ORIGIN && room != NOT_FOUND; i++) {
            room = foundFrom.get(room);
        }
        return room == ORIGIN;
    }
}
