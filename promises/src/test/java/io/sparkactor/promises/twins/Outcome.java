package io.sparkactor.promises.twins;

/**
 * How a run in a JVM of its own ended. Immutable.
 *
 * @param text what it printed: the failures, for {@link Kind#FAILED}
 */
record Outcome(Kind kind, String text) {

    enum Kind {
        PASSED,
        FAILED,
        TIMED_OUT,
        /** No test was found, or the JVM ended in a way that is neither. */
        UNCLEAR
    }

    boolean passed() {
        return kind == Kind.PASSED;
    }

    /** Whether a test failed in the way that a twin expects. */
    boolean failedWith(String expect) {
        return switch (kind) {
            case FAILED -> text.contains(expect);
            case TIMED_OUT -> expect.equals(Twin.TIMEOUT);
            case PASSED, UNCLEAR -> false;
        };
    }
}
