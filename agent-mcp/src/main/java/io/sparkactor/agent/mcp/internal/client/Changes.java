package io.sparkactor.agent.mcp.internal.client;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lists the tools anew when the server says that they have changed: on a thread of its own, one list at a time, and once more if it has said so
 * again meanwhile. Thread-safe.
 */
final class Changes {

    /** Lists them, and says what they are. */
    @FunctionalInterface
    interface Listing {

        /** May wait, and throw what it likes. */
        void run() throws InterruptedException;
    }

    private static final System.Logger LOG = System.getLogger("io.sparkactor.agent.mcp");

    private final String server;
    private final Listing listing;
    private final AtomicInteger requests = new AtomicInteger();

    Changes(String server, Listing listing) {
        this.server = server;
        this.listing = listing;
    }

    /** They have changed. Does not wait. */
    void request() {
        if (requests.getAndIncrement() == 0) {
            var _ = Thread.ofVirtual().name("spark-mcp-changes-" + server).start(this::run);
        }
    }

    private void run() {
        int seen;
        do {
            seen = requests.get();
            try {
                listing.run();
            } catch (Throwable thrown) { // whatever it is, the next change is to be listed
                log(thrown);
            }
        } while (!requests.compareAndSet(seen, 0));
    }

    private void log(Throwable thrown) {
        try {
            LOG.log(Level.WARNING, "the changed tools of " + server + " could not be listed", thrown);
        } catch (Throwable _) {
            // the log is broken, or memory is out
        }
    }
}
