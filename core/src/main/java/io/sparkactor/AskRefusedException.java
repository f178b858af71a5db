package io.sparkactor;

/** The request was refused, so that no reply can come. */
public final class AskRefusedException extends AskException {

    private static final long serialVersionUID = 1L;

    private final DeadLetterReason reason;

    /** Called by the runtime. */
    public AskRefusedException(Facts facts, DeadLetterReason reason) {
        super(facts, facts.start() + " was refused: " + reason.text() + facts.end(), null);
        this.reason = reason;
    }

    /** Why the request was refused. */
    public DeadLetterReason reason() {
        return reason;
    }
}
