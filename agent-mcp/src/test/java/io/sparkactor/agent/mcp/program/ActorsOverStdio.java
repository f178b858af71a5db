package io.sparkactor.agent.mcp.program;

import io.sparkactor.Syndicate;
import io.sparkactor.agent.mcp.McpServer;
import io.sparkactor.agent.mcp.ServedActors;

/** Serves the actors of the tests over standard input and output. */
public final class ActorsOverStdio {

    private ActorsOverStdio() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (var syndicate = Syndicate.open("served");
                var server = McpServer.stdio(syndicate, ServedActors::tools)) {
            ServedActors.create(syndicate);
            IO.println("this must not disturb the protocol");
            server.awaitEnd();
        }
    }
}
