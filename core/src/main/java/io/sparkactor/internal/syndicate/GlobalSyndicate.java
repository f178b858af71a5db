package io.sparkactor.internal.syndicate;

import io.sparkactor.Syndicate;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.internal.scheduler.ProductionHooks;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one syndicate of the JVM, hence static. Thread-safe, and without a lock: of several threads that open it at once one wins, and
 * the others close what they have opened.
 */
public final class GlobalSyndicate {

    private static final String NAME = "global";

    /** How long actors may work on what is queued when the JVM shuts down: whoever ends it does not want to wait. */
    private static final Duration LAST_DRAIN = Duration.ofSeconds(2);

    private static final AtomicReference<@Nullable Syndicate> CURRENT = new AtomicReference<>();
    private static final AtomicBoolean REGISTERED = new AtomicBoolean();
    private static volatile boolean shutDown;

    private GlobalSyndicate() {}

    /** See {@link Syndicate#global()}. */
    public static Syndicate get() {
        Syndicate present = CURRENT.get();
        while (present == null || present.isClosed()) {
            registerOnce();
            if (shutDown) {
                throw new SyndicateClosedException("the JVM shuts down, so no global syndicate is opened any more");
            }
            replace(present);
            present = CURRENT.get();
        }
        return present;
    }

    private static void replace(@Nullable Syndicate old) {
        Syndicate opened = Syndicate.open(NAME);
        if (!CURRENT.compareAndSet(old, opened)) {
            opened.close(Duration.ZERO);
        } else if (shutDown) {
            opened.close(Duration.ZERO); // the shutdown may have looked before it was there
        }
    }

    private static void registerOnce() {
        if (REGISTERED.compareAndSet(false, true)
                && !ProductionHooks.instance().atShutdown("spark-global-closer", GlobalSyndicate::shutDown)) {
            shutDown();
        }
    }

    private static void shutDown() {
        shutDown = true;
        Syndicate present = CURRENT.get();
        if (present != null) {
            present.close(LAST_DRAIN);
        }
    }
}
