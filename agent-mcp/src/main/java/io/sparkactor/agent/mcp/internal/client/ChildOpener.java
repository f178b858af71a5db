package io.sparkactor.agent.mcp.internal.client;

import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.sparkactor.agent.mcp.McpSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Starts a server as a child process. Thread-safe. */
public final class ChildOpener implements Opener {

    private final List<String> command;
    private final Map<String, String> environment;
    private final String name;

    /** Starts nothing yet. */
    public ChildOpener(List<String> command, McpSettings settings) {
        this.command = List.copyOf(command);
        this.environment = settings.environment();
        this.name = settings.name().isEmpty() ? command.getFirst() : settings.name();
    }

    /** A command and its arguments as one list. */
    public static List<String> commandOf(String command, String... arguments) {
        List<String> all = new ArrayList<>();
        all.add(command);
        all.addAll(List.of(arguments));
        return all;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public McpClientTransport open(Consumer<String> lost) throws IOException {
        var builder = new ProcessBuilder(command);
        Map<String, String> variables = builder.environment();
        variables.clear();
        // The SDK knows what programs need on which system. Its own transport adds that to all of ours instead.
        variables.putAll(ServerParameters.builder(command.getFirst()).build().getEnv());
        variables.putAll(environment);
        return new ChildTransport(name, Child.start(name, builder), lost);
    }
}
