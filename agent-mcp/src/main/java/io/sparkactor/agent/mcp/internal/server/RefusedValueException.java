package io.sparkactor.agent.mcp.internal.server;

/** A record does not take a value that a client has sent. Why is in the cause, whose text is not for the client. */
final class RefusedValueException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedValueException(Throwable cause) {
        super("the record of the arguments refuses a value", cause);
    }
}
