package io.sparkactor.agent.mcp.program;

import io.sparkactor.Syndicate;
import io.sparkactor.agent.mcp.McpServer;
import io.sparkactor.agent.mcp.McpTools;

/** Serves an actor over HTTP and lists it. In a package that the module does not have, as it runs beside it. */
public final class ListOnce {

    private ListOnce() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (var syndicate = Syndicate.open("modules");
                var server = McpServer.http(syndicate, Served::tools);
                var tools = McpTools.http(server.uri())) {
            IO.println(McpTools.class.getModule() + ": " + tools.registry().names());
        }
    }
}
