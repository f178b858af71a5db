package io.sparkactor.agent.mcp.program;

import io.sparkactor.Request;
import io.sparkactor.agent.mcp.McpServerSettings;

/** A tool of a class path program. */
public final class Served {

    private Served() {}

    public record Greet(String name) implements Request<Greet, String> {}

    public static McpServerSettings tools(McpServerSettings settings) {
        return settings.tool("greet", "Greets", "greeter", Greet.class);
    }
}
