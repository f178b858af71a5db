package io.sparkactor;

/** No reply came before the deadline of the ask, or of the ask whose handler made it. */
public final class AskTimeoutException extends AskException {

    private static final long serialVersionUID = 1L;

    /** Called by the runtime. */
    public AskTimeoutException(Facts facts, boolean outerDeadline) {
        super(
                facts,
                facts.start() + " had no reply in time"
                        + (outerDeadline ? ", cut by the deadline of the ask that is being handled" : "")
                        + facts.end() + "; add workers, raise the time-out, or look for a handler that does not reply",
                null);
    }
}
