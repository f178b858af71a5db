package io.sparkactor.agent.mcp;

import io.sparkactor.Request;
import io.sparkactor.agent.mcp.internal.server.ExportedTool;
import io.sparkactor.agent.tool.LlmTool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an {@link McpServer} serves, and how. Immutable: each method that takes an argument returns a changed copy. */
public final class McpServerSettings {

    private String name = "spark-actor";
    private String version = "1";
    private List<ExportedTool> tools = List.of();
    private Duration timeout = LlmTool.DEFAULT_TIMEOUT;
    private int maxCalls = 256;
    private String host = "127.0.0.1";
    private int port;
    private @Nullable String token;
    private Set<String> origins = Set.of();
    private Duration bodyTimeout = Duration.ofSeconds(10);

    private McpServerSettings() {}

    /** Those that hold where nothing else is said, without a tool; see each method. */
    static McpServerSettings defaults() {
        return new McpServerSettings();
    }

    private McpServerSettings with(Consumer<McpServerSettings> change) {
        var copy = new McpServerSettings();
        copy.name = name;
        copy.version = version;
        copy.tools = tools;
        copy.timeout = timeout;
        copy.maxCalls = maxCalls;
        copy.host = host;
        copy.port = port;
        copy.token = token;
        copy.origins = origins;
        copy.bodyTimeout = bodyTimeout;
        change.accept(copy);
        return copy;
    }

    /**
     * With a tool, a call of which asks an actor. The arguments are the components of the request, with a JSON Schema as the tools of agents have;
     * the reply becomes the result: a string as it is, anything else as JSON.
     *
     * @param tool its name for clients: letters, digits, {@code _} and {@code -}
     * @param description what it does, for models
     * @param actor the path by which the {@linkplain io.sparkactor.Registry registry} finds the actor, at each call anew
     * @param request a record that the actor accepts
     * @throws IllegalArgumentException if the name is not allowed or there is such a tool, or the record has no JSON Schema
     */
    public <Q extends Record & Request<?, ?>> McpServerSettings tool(
            String tool, String description, String actor, Class<Q> request) {
        return tool(tool, description, actor, request, timeout);
    }

    /** The same with a time for the ask, more than zero. */
    public <Q extends Record & Request<?, ?>> McpServerSettings tool(
            String tool, String description, String actor, Class<Q> request, Duration limit) {
        var added = ExportedTool.of(tool, description, actor, request, limit);
        var names = new HashSet<String>();
        tools.forEach(one -> names.add(one.name()));
        if (names.contains(tool)) {
            throw new IllegalArgumentException("there are two tools named " + tool);
        }
        List<ExportedTool> more = new ArrayList<>(tools);
        more.add(added);
        return with(s -> s.tools = List.copyOf(more));
    }

    /** With this time for the asks of all tools that are added afterwards, more than zero; {@link LlmTool#DEFAULT_TIMEOUT} unless said. */
    public McpServerSettings timeout(Duration limit) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("the time-out must be positive: " + limit);
        }
        return with(s -> s.timeout = limit);
    }

    /** With this name and version, by which clients know the server; {@code spark-actor} and {@code 1} unless said. */
    public McpServerSettings name(String serverName, String serverVersion) {
        Objects.requireNonNull(serverName, "serverName");
        Objects.requireNonNull(serverVersion, "serverVersion");
        return with(s -> {
            s.name = serverName;
            s.version = serverVersion;
        });
    }

    /** With so many calls at once at most; those beyond fail at once. 256 unless said. */
    public McpServerSettings maxCalls(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("there must be room for a call: " + calls);
        }
        return with(s -> s.maxCalls = calls);
    }

    /**
     * Listening here, for HTTP; {@code 127.0.0.1} and any free port unless said. Where others than programs of this machine can reach it, there
     * must be a {@link #bearerToken}.
     *
     * @param address a name or an address of this machine
     * @param number 0 for any free port
     */
    public McpServerSettings listen(String address, int number) {
        Objects.requireNonNull(address, "address");
        return with(s -> {
            s.host = address;
            s.port = number;
        });
    }

    /** Refusing requests of HTTP that do not have this token; for listeners off this machine a must. */
    public McpServerSettings bearerToken(String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("the token must not be blank");
        }
        return with(s -> s.token = secret);
    }

    /** Taking requests of HTTP from pages of these origins, as {@code https://example.org}; unless said, from no page of a browser. */
    public McpServerSettings origins(String... allowed) {
        Set<String> set = Set.of(allowed);
        return with(s -> s.origins = set);
    }

    /** Closing the connection of a request of HTTP whose body has not come within this time, more than zero; 10 s unless said. */
    public McpServerSettings bodyTimeout(Duration limit) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("the time-out must be positive: " + limit);
        }
        return with(s -> s.bodyTimeout = limit);
    }

    /** See {@link #name(String, String)}. */
    public String name() {
        return name;
    }

    /** See {@link #name(String, String)}. */
    public String version() {
        return version;
    }

    /** The tools, in the order in which they were given. */
    List<ExportedTool> tools() {
        return tools;
    }

    /** See {@link #maxCalls(int)}. */
    public int maxCalls() {
        return maxCalls;
    }

    /** See {@link #listen}. */
    public String host() {
        return host;
    }

    /** See {@link #listen}. */
    public int port() {
        return port;
    }

    /** See {@link #bearerToken(String)}; null for none. */
    public @Nullable String bearerToken() {
        return token;
    }

    /** See {@link #bodyTimeout(Duration)}. */
    public Duration bodyTimeout() {
        return bodyTimeout;
    }

    /** See {@link #origins(String...)}. */
    public Set<String> origins() {
        return origins;
    }
}
