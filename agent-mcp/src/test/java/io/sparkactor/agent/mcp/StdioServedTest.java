package io.sparkactor.agent.mcp;

import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.sparkactor.agent.mcp.internal.wire.McpJson;
import io.sparkactor.agent.mcp.program.ActorsOverStdio;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** Actors that are served by a child process over standard input and output. */
@Timeout(120)
class StdioServedTest extends ServedToolsContract {

    private static final List<String> COMMAND = ServerPrograms.command(ActorsOverStdio.class);

    @Override
    McpTools open() throws InterruptedException {
        return McpTools.stdio(COMMAND, s -> s.name("actors").connectTimeout(LONG));
    }

    @Override
    McpClientTransport sdkTransport() {
        var parameters = ServerParameters.builder(COMMAND.getFirst())
                .args(COMMAND.subList(1, COMMAND.size()))
                .build();
        return new StdioClientTransport(parameters, McpJson.SDK);
    }
}
