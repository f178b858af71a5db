package io.sparkactor.benchmarks.compute;

import java.util.SplittableRandom;

/** How a tree grows: which of its nodes get children, by chance, until there are enough. Confined to one actor. */
public final class Growth {

    /** How many children a node has that has any. */
    public static final int CHILDREN = 10;

    /** How much a node does before it wants children. */
    public static final int STEPS_OF_WISH = 100;

    private static final double STEPS = 500;

    private static final double DEVIATION = 100;

    private final SplittableRandom chance = new SplittableRandom(2);
    private final long most;
    private long size = 1;

    /** A tree that is to have so many nodes, or a few less; it begins with one. */
    public Growth(long most) {
        this.most = most;
    }

    /** How many nodes there are, those included that were only granted. */
    public long size() {
        return size;
    }

    /** Whether there are as many as there may be. */
    public boolean isComplete() {
        return size + CHILDREN > most;
    }

    /** Whether the next node that wants children gets them. The first always does. */
    public boolean grants() {
        if (isComplete() || (size > 1 && chance.nextBoolean())) {
            return false;
        }
        size += CHILDREN;
        return true;
    }

    /** Draws how much the children of a node do when they are visited. */
    public int steps() {
        return (int) Math.max(1, Math.round(chance.nextGaussian(STEPS, DEVIATION)));
    }
}
