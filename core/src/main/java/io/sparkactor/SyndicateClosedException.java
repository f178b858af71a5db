package io.sparkactor;

/** The syndicate, or the endpoint, is closing or closed. */
public final class SyndicateClosedException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** Called by the runtime. */
    public SyndicateClosedException(String message) {
        super(message, null);
    }
}
