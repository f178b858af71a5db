package io.sparkactor.agent.mcp;

import io.sparkactor.agent.tool.LlmTool;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** How {@link McpTools} use a server. Immutable: each method that takes an argument returns a changed copy. */
public final class McpSettings {

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]{0,63}");

    private String name = "";
    private String prefix = "";
    private Set<String> only = Set.of();
    private Duration timeout = LlmTool.DEFAULT_TIMEOUT;
    private Map<String, Duration> timeouts = Map.of();
    private Duration connectTimeout = Duration.ofSeconds(20);
    private int maxResult = 100_000;
    private Map<String, String> environment = Map.of();
    private Map<String, String> headers = Map.of();

    private McpSettings() {}

    /** Those that hold where nothing else is said; see each method. */
    static McpSettings defaults() {
        return new McpSettings();
    }

    private McpSettings with(Consumer<McpSettings> change) {
        var copy = new McpSettings();
        copy.name = name;
        copy.prefix = prefix;
        copy.only = only;
        copy.timeout = timeout;
        copy.timeouts = timeouts;
        copy.connectTimeout = connectTimeout;
        copy.maxResult = maxResult;
        copy.environment = environment;
        copy.headers = headers;
        change.accept(copy);
        return copy;
    }

    /** With a name for the server, in messages and in the log; its command or its address unless said. */
    public McpSettings name(String serverName) {
        Objects.requireNonNull(serverName, "serverName");
        return with(s -> s.name = serverName);
    }

    /**
     * With something in front of the name of each tool, so that the tools of two servers may have one name; nothing unless said.
     *
     * @param inFront letters, digits, {@code _} and {@code -}, fewer than 64
     * @throws IllegalArgumentException if it is something else
     */
    public McpSettings prefix(String inFront) {
        if (!PREFIX.matcher(inFront).matches()) {
            throw new IllegalArgumentException(
                    "a prefix must be of letters, digits, _ and -, and shorter than 64 characters: " + inFront);
        }
        return with(s -> s.prefix = inFront);
    }

    /** With these tools of the server alone, by the names that the server gives them; all unless said. */
    public McpSettings only(String... tools) {
        Set<String> names = Set.of(tools);
        return with(s -> s.only = names);
    }

    /** With this time for each call, more than zero; {@link LlmTool#DEFAULT_TIMEOUT} unless said. */
    public McpSettings timeout(Duration limit) {
        Duration positive = positive(limit);
        return with(s -> s.timeout = positive);
    }

    /** With this time for each call of one tool, more than zero. */
    public McpSettings timeout(String tool, Duration limit) {
        Map<String, Duration> more = new HashMap<>(timeouts);
        more.put(Objects.requireNonNull(tool, "tool"), positive(limit));
        return with(s -> s.timeouts = Map.copyOf(more));
    }

    /** With this time to start the server, to greet it and to list its tools; 20 s unless said. */
    public McpSettings connectTimeout(Duration limit) {
        Duration positive = positive(limit);
        return with(s -> s.connectTimeout = positive);
    }

    /** With results of so many characters at most; what is longer is cut, and says so. 100,000 unless said. */
    public McpSettings maxResult(int characters) {
        if (characters < 1) {
            throw new IllegalArgumentException("a result must have room for a character: " + characters);
        }
        return with(s -> s.maxResult = characters);
    }

    /** With a variable of the environment for the server's process, which gets little of ours; see {@link McpTools#stdio}. */
    public McpSettings environment(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(Objects.requireNonNull(variable, "variable"), Objects.requireNonNull(value, "value"));
        return with(s -> s.environment = Collections.unmodifiableMap(more));
    }

    /** With these variables of our own environment for the server's process, as far as they are set. */
    public McpSettings inherit(String... variables) {
        McpSettings changed = this;
        for (String variable : List.of(variables)) {
            String value = System.getenv(variable);
            changed = value == null ? changed : changed.environment(variable, value);
        }
        return changed;
    }

    /** With a header for each request to a server of HTTP. */
    public McpSettings header(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(Objects.requireNonNull(header, "header"), Objects.requireNonNull(value, "value"));
        return with(s -> s.headers = Collections.unmodifiableMap(more));
    }

    /** With a token that a server of HTTP wants to see. */
    public McpSettings bearerToken(String token) {
        return header("Authorization", "Bearer " + Objects.requireNonNull(token, "token"));
    }

    private static Duration positive(Duration limit) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("a time-out must be positive: " + limit);
        }
        return limit;
    }

    /** See {@link #name(String)}; empty if nothing was said. */
    public String name() {
        return name;
    }

    /** See {@link #prefix(String)}. */
    public String prefix() {
        return prefix;
    }

    /** See {@link #only(String...)}; empty for all. */
    public Set<String> only() {
        return only;
    }

    /** How long a call of this tool may take. */
    public Duration timeoutOf(String tool) {
        return timeouts.getOrDefault(tool, timeout);
    }

    /** See {@link #connectTimeout(Duration)}. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** See {@link #maxResult(int)}. */
    public int maxResult() {
        return maxResult;
    }

    /** See {@link #environment(String, String)}. */
    public Map<String, String> environment() {
        return environment;
    }

    /** See {@link #header}. */
    public Map<String, String> headers() {
        return headers;
    }
}
