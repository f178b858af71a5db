package io.sparkactor.concurrency.cell;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What handlers of these tests throw: without a stack trace, as there are millions of them. Immutable. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Silent, as each failure would be a line of the log; kept, as the log manager holds it weakly. */
    private static final Logger LOGGER = Logger.getLogger("io.sparkactor.Actor");

    static {
        LOGGER.setLevel(Level.OFF);
    }

    static final Failure INSTANCE = new Failure();

    private Failure() {
        super("provoked", null, false, false);
    }
}
