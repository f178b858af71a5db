package io.sparkactor.remote.internal.session;

import io.sparkactor.TransportRefusal;

/** The other side sent what no correct peer sends: malformed bytes, or a frame against the rules. The session cannot go on. */
public final class SessionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final TransportRefusal reason;

    /** Says what came, and what was expected. */
    public SessionException(String message) {
        this(TransportRefusal.PROTOCOL, message);
    }

    /** As above, with what it is counted as. */
    public SessionException(TransportRefusal reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What it is counted as. */
    public TransportRefusal reason() {
        return reason;
    }
}
