package io.sparkactor.internal.scheduler;

/**
 * Finds out by trial how many processors handle the most messages. Confined to the monitor; knows time and counts alone.
 *
 * <p>Where all send to one actor, two cores that work at once pass its mailbox to and fro for each message, and handle fewer messages
 * than one core would: half as many have been measured. Nobody can tell such a load from one that gains by more cores, but by trying: with
 * half of the processors for some milliseconds, and later, whether that is still right, with twice as many. (Thread pools of .NET do
 * likewise, under the name of hill climbing.)
 *
 * <p>Only for loads whose messages take less than a microsecond on average: longer ones cannot lose much by passing a cache line. Whenever
 * the load does not look like that for some milliseconds, all processors are open again.
 */
final class ProcessorTuner {

    private final int usual;
    private int level;

    /** The level that stands if the one on trial does not do better; the same as {@code level} when there is no trial. */
    private int standing;

    private double standingRate;
    private boolean nextUp;
    private long pause = Limits.TUNE_FIRST_PAUSE;
    private long trialDue;
    private boolean inWindow;
    private long windowBegin;
    private long windowSteps;
    private long notLightFor;
    private long lastTick;
    private long lastSteps;

    /** A tuner of so many processors. */
    ProcessorTuner(int usual) {
        this.usual = usual;
        level = usual;
        standing = usual;
    }

    /** How many processors are to be open. */
    int level() {
        return level;
    }

    /**
     * Takes note of how far the turns have come.
     *
     * @param now a clock in nanoseconds
     * @param steps how many messages all workers have handled so far
     * @return {@link #level}
     */
    int tick(long now, long steps) {
        long passed = now - lastTick;
        if (isLight(passed, steps - lastSteps)) {
            notLightFor = 0;
        } else {
            notLightFor += Math.min(passed, Limits.LONGEST_TICK); // in a longer one the JVM was stopped, not the load
        }
        inWindow &= passed <= Limits.TUNE_LONGEST_TICK;
        lastTick = now;
        lastSteps = steps;
        if (notLightFor >= Limits.TUNE_PATIENCE) {
            return reset(now);
        }
        if (!inWindow) {
            openWindow(now, steps);
        } else if (now - windowBegin >= Limits.TUNE_WINDOW) {
            judge(now, (double) (steps - windowSteps) / (now - windowBegin));
        }
        return level;
    }

    /**
     * Opens all processors: the load is not one to be tuned. The time to the next trial stays as it was, unless fewer processors were
     * right just now.
     *
     * @return {@link #level}
     */
    int reset(long now) {
        if (standing < usual) {
            pause = Limits.TUNE_FIRST_PAUSE; // fewer were right, and may soon be again
        }
        level = usual;
        standing = usual;
        inWindow = false;
        notLightFor = 0;
        trialDue = now + pause;
        return level;
    }

    /** Opens all processors and forgets what it has learned about the load. */
    void rest(long now) {
        pause = Limits.TUNE_FIRST_PAUSE;
        reset(now);
    }

    private boolean isLight(long nanos, long steps) {
        // Not by the level alone: where processors get in each other's way, more of them handle fewer messages in all.
        return usual > 1 && steps * Limits.TUNE_LIGHT_STEP >= nanos * Math.min(level, Limits.TUNE_LIGHT_PROCESSORS);
    }

    /** What happens within a tick of a change still belongs to what was before, so the window opens now and not earlier. */
    private void openWindow(long now, long steps) {
        inWindow = true;
        windowBegin = now;
        windowSteps = steps;
    }

    private void judge(long now, double rate) {
        inWindow = false;
        if (level == standing) {
            standingRate = rate;
            if (now - trialDue >= 0) {
                level = candidate();
            }
            return;
        }
        boolean fewer = level < standing;
        if (fewer ? rate >= standingRate * Limits.TUNE_GAIN : rate * Limits.TUNE_KEEP >= standingRate) {
            standing = level;
            nextUp = !fewer;
            pause = Limits.TUNE_FIRST_PAUSE;
        } else {
            level = standing;
            nextUp = !nextUp;
            pause = Math.min(2 * pause, Limits.TUNE_LONGEST_PAUSE);
        }
        trialDue = now + pause;
    }

    private int candidate() {
        boolean up = level == 1 || nextUp && level < usual;
        return up ? Math.min(usual, 2 * level) : (level + 1) / 2;
    }
}
