package io.sparkactor;

/** The handler of the request threw; the cause is what it threw. */
public final class AskFailedException extends AskException {

    private static final long serialVersionUID = 1L;

    /** Called by the runtime. */
    public AskFailedException(Facts facts, Throwable cause) {
        super(facts, facts.start() + " failed: its handler threw " + cause + facts.end(), cause);
    }
}
