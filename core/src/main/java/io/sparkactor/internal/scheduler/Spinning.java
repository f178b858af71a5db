package io.sparkactor.internal.scheduler;

import java.util.function.BooleanSupplier;

/**
 * Looks again and again for what another core is about to do, as long as that pays: to park and be woken takes thousands of nanoseconds,
 * a look takes tens.
 *
 * <p>After some spins in vain, one after the other, ever longer pauses follow, each with one more try behind it; one that succeeds ends
 * that. So what always comes late costs next to nothing. Confined to one thread at a time; where more use it, they only spin too much or
 * too little.
 */
final class Spinning {

    private static final int PATIENCE = 8;
    private static final int LONGEST_PAUSE = 64;

    private final int looks;
    private int failures;
    private int pause = 1;
    private int paused;

    /** Spins of so many looks. */
    Spinning(int looks) {
        this.looks = looks;
    }

    /** Whether to spin now; to be asked once for each spin. */
    boolean isWorthwhile() {
        if (failures < PATIENCE) {
            return true;
        }
        if (++paused < pause) {
            return false;
        }
        paused = 0;
        pause = Math.min(2 * pause, LONGEST_PAUSE);
        return true;
    }

    /** Waits until it has come; false if it has not come soon enough. */
    boolean until(BooleanSupplier come) {
        for (int i = 0; i < looks; i++) {
            if (come.getAsBoolean()) {
                failures = 0;
                pause = 1;
                return true;
            }
            Thread.onSpinWait();
        }
        failures++;
        return false;
    }
}
