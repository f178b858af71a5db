package io.sparkactor;

/** The reply is of another type than the ask said. */
public final class AskWrongReplyException extends AskException {

    private static final long serialVersionUID = 1L;

    /** Called by the runtime. */
    public AskWrongReplyException(Facts facts, Class<?> expected, Class<?> actual) {
        super(
                facts,
                facts.start() + " got a reply of type " + actual.getName() + ", not " + expected.getName()
                        + facts.end(),
                null);
    }
}
