package io.sparkactor.internal.federation;

import io.sparkactor.spi.RuntimeHooks;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/** What is wrong with what others send, in the log: at most one line in a second, as they decide how much there is. Confined to the steward. */
final class Complaints {

    private static final Logger LOG = System.getLogger("io.sparkactor.Federation");
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final int LONGEST = 300;

    private final RuntimeHooks hooks;
    private long next;
    private long unsaid;

    Complaints(RuntimeHooks hooks) {
        this.hooks = hooks;
        this.next = hooks.nanoTime();
    }

    void about(String what) {
        long now = hooks.nanoTime();
        if (now - next < 0) {
            unsaid++;
            return;
        }
        next = now + PAUSE;
        String printable = what.substring(0, Math.min(what.length(), LONGEST)).replaceAll("\\p{Cntrl}", "?");
        LOG.log(Level.WARNING, printable + (unsaid == 0 ? "" : " (and " + unsaid + " more since the last such line)"));
        unsaid = 0;
    }
}
