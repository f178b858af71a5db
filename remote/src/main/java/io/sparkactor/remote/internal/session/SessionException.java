package io.sparkactor.remote.internal.session;

/** The other side sent what no correct peer sends: malformed bytes, or a frame against the rules. The session cannot go on. */
public final class SessionException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says what came, and what was expected. */
    public SessionException(String message) {
        super(message);
    }
}
