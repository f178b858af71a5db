package io.sparkactor.agent.mcp.program;

import io.sparkactor.agent.mcp.McpTools;
import java.util.List;

/** Starts the server that its arguments name, and ends without closing anything. */
public final class OpensAndLeaves {

    private OpensAndLeaves() {}

    public static void main(String[] arguments) throws InterruptedException {
        IO.println(McpTools.stdio(List.of(arguments), s -> s).registry().names().getFirst());
    }
}
