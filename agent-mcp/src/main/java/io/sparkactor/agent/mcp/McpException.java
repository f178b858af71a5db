package io.sparkactor.agent.mcp;

import io.sparkactor.SparkException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A server of tools could not be reached, or a call of a tool has failed. The message names the server and is what the model is told. */
public final class McpException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** No connection can be had; nothing was called. */
        UNAVAILABLE,
        /** The connection ended in the middle of the call, and nobody knows whether it has taken effect. */
        CONNECTION_LOST,
        /** The call took longer than it may. The server was told, and nobody knows whether it has taken effect. */
        TIMED_OUT,
        /** The tool says that it has failed. */
        TOOL_FAILED,
        /** The server did not accept the call. */
        REFUSED,
        /** The {@link McpTools} were closed. */
        CLOSED
    }

    private final Reason reason;

    /** For this module. */
    public McpException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
