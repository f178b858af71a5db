package io.sparkactor.agent.mcp.internal.client;

import io.modelcontextprotocol.spec.McpClientTransport;
import java.io.IOException;
import java.util.function.Consumer;

/** Opens transports to one server, each for one connection. Thread-safe. */
public interface Opener {

    /** The name of the server, for messages. */
    String name();

    /**
     * Opens one. May block.
     *
     * @param lost is told once that the transport has ended, and why; any thread
     */
    McpClientTransport open(Consumer<String> lost) throws IOException;
}
