package io.sparkactor;

/** The target is stopped, or stopped without having replied. */
public final class AskTargetStoppedException extends AskException {

    private static final long serialVersionUID = 1L;

    /** Called by the runtime. */
    public AskTargetStoppedException(Facts facts) {
        super(facts, facts.start() + " has no reply: the actor has stopped" + facts.end(), null);
    }
}
