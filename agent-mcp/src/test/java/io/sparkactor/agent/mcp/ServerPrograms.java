package io.sparkactor.agent.mcp;

import io.sparkactor.Syndicate;
import io.sparkactor.agent.limit.Budget;
import io.sparkactor.agent.tool.ToolContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Programs that are started as servers, and calls of tools without an agent. */
final class ServerPrograms {

    private ServerPrograms() {}

    /** The command that runs a main class of the tests in a JVM of its own. */
    static List<String> command(Class<?> main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    static String call(McpTools tools, Syndicate syndicate, String tool, String arguments) throws Exception {
        return tools.registry()
                .find(tool)
                .orElseThrow()
                .body()
                .call(arguments, new ToolContext(syndicate, "request", "key", Budget.unlimited(), Map.of()));
    }

    /** The process ids of the servers that were started, in order. */
    static List<Long> starts(Path file) {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(Long::valueOf).toList()
                    : List.of();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** The threads of this module, JDK clients among them. */
    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("spark-mcp") && !name.equals("spark-mcp-shutdown")
                        || name.startsWith("HttpClient"))
                .toList();
    }
}
