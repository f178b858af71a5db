package io.sparkactor;

import io.sparkactor.internal.events.Failures;

/** The handler of the request threw; the cause is what it threw. */
public final class AskFailedException extends AskException {

    private static final long serialVersionUID = 1L;

    /** Called by the runtime. */
    public AskFailedException(Facts facts, Throwable cause) {
        super(facts, facts.start() + " failed: its handler threw " + Failures.text(cause) + facts.end(), cause);
    }
}
