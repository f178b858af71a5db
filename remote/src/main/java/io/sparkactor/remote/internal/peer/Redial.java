package io.sparkactor.remote.internal.peer;

import io.sparkactor.remote.internal.net.Backoff;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.parts.Parts;
import java.time.Duration;

/** When a system is called again: behind pauses that grow, until a connection has stood the test. Confined to the loop. */
final class Redial {

    private final Parts parts;
    private final Backoff backoff;
    private final LoopTimer timer;

    /** When the present connection was made. */
    private long upNanos;

    /**
     * Whether the last one was ended for good as soon as it was there: as by a second process of the same name, which would otherwise be
     * driven out in its turn, many times a second.
     */
    private boolean turnedAway;

    /** Nothing is due yet. */
    Redial(Parts parts, Runnable dial) {
        this.parts = parts;
        var times = parts.settings().times();
        backoff = new Backoff(parts.home().hooks(), times.firstPause(), times.longestPause());
        timer = parts.loop().timer(dial);
    }

    /** Calls behind the next pause. */
    void later() {
        timer.inNanos(backoff.nextNanos());
    }

    /** Calls behind so long. */
    void in(Duration pause) {
        timer.in(pause);
    }

    void cancel() {
        timer.cancel();
    }

    /** There is a connection. */
    void connected() {
        upNanos = parts.nanoTime();
        if (!turnedAway) {
            backoff.reset();
        }
    }

    /**
     * The connection is lost.
     *
     * @param over whether it was ended for good
     */
    void lost(boolean over) {
        turnedAway = over
                && parts.nanoTime() - upNanos
                        < parts.settings().times().longestPause().toNanos();
    }
}
