package io.sparkactor.remote.internal.membership;

import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.parts.PeerFigures;
import java.time.Duration;
import java.util.function.Consumer;

/** Whether a relay lives: asks it at each heartbeat, and tells when it has been silent for too long. Confined to the loop. */
final class RelayPulse {

    /** How many heartbeats may pass without a sign of life. */
    private static final int MISSED = 3;

    private final Parts parts;
    private final PeerFigures figures;
    private final Runnable ping;
    private final Consumer<String> silent;
    private final LoopTimer timer;
    private long heardNanos;

    /**
     * One that does not beat yet.
     *
     * @param ping asks the relay for a sign of life
     * @param silent told why it is taken for dead, after which this does nothing more
     */
    RelayPulse(Parts parts, PeerFigures figures, Runnable ping, Consumer<String> silent) {
        this.parts = parts;
        this.figures = figures;
        this.ping = ping;
        this.silent = silent;
        timer = parts.loop().timer(this::beat);
    }

    /** There was a sign of life. */
    void heard() {
        heardNanos = parts.nanoTime();
        figures.worked();
    }

    /** Begins, with the first question behind one heartbeat. */
    void begin() {
        timer.in(period());
    }

    /** Ends. Safe to call twice. */
    void end() {
        timer.cancel();
    }

    private Duration period() {
        return parts.settings().times().heartbeat();
    }

    private void beat() {
        long silentNanos = parts.nanoTime() - heardNanos;
        if (silentNanos >= MISSED * period().toNanos()) {
            silent.accept("no sign of life of the relay for " + silentNanos / 1_000_000 + " ms");
            return;
        }
        ping.run();
        timer.in(period());
    }
}
