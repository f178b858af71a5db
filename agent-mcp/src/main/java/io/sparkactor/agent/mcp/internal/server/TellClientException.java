package io.sparkactor.agent.mcp.internal.server;

/** A call that failed for a reason that the client may know, and can do something about: the message is for it. */
final class TellClientException extends Exception {

    private static final long serialVersionUID = 1L;

    TellClientException(String message, Throwable cause) {
        super(message, cause);
    }

    TellClientException(String message) {
        super(message);
    }
}
