package io.sparkactor.process.internal.wire;

/**
 * Whether it is worthwhile to look for what may come at once, instead of waiting for it in the kernel. After some looks in vain, ever
 * longer pauses follow, each with one more try behind it; one that succeeds ends that. So what always comes late costs next to nothing.
 * Confined to one thread at a time.
 */
public final class Anticipation {

    private static final boolean ONE_CORE = Runtime.getRuntime().availableProcessors() == 1;
    private static final int PATIENCE = 8;
    private static final int LONGEST_PAUSE = 64;

    private int failures;
    private int pause = 1;
    private int paused;

    /** At first it is. */
    public Anticipation() {}

    /** Whether to look now; to be asked once for each time. */
    public boolean isWorthwhile() {
        if (ONE_CORE) {
            return false; // the other side needs the core
        }
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

    /** It has come while it was looked for, or not. */
    public void ended(boolean hasCome) {
        if (hasCome) {
            failures = 0;
            pause = 1;
        } else {
            failures++;
        }
    }
}
