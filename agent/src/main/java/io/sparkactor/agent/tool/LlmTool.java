package io.sparkactor.agent.tool;

import io.sparkactor.agent.internal.tool.RecordTools;
import io.sparkactor.agent.internal.tool.TypedBody;
import io.sparkactor.agent.spi.ToolDefinition;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Something that a model may call. Immutable; {@link #timeout} and {@link #repeatable} with an argument return a changed copy.
 *
 * <p>Most are made by {@link ToolRegistry#of} from {@link Tool} annotations; this is for those that are put together by a program.
 */
public final class LlmTool {

    /** How long a call may take unless said. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final ToolDefinition definition;
    private final ToolBody body;
    private final Duration timeout;
    private final boolean repeatable;

    private LlmTool(ToolDefinition definition, ToolBody body, Duration timeout, boolean repeatable) {
        this.definition = definition;
        this.body = body;
        this.timeout = timeout;
        this.repeatable = repeatable;
    }

    /**
     * A tool with a schema of its own.
     *
     * @throws IllegalArgumentException if the name is not of 1 to 64 letters, digits, {@code _} and {@code -}
     */
    public static LlmTool of(ToolDefinition definition, ToolBody body) {
        if (!NAME.matcher(definition.name()).matches()) {
            throw new IllegalArgumentException(
                    "the name of a tool must be of 1 to 64 letters, digits, _ and -: \"" + definition.name() + "\"");
        }
        return new LlmTool(definition, Objects.requireNonNull(body, "body"), DEFAULT_TIMEOUT, false);
    }

    /**
     * A tool whose arguments are the components of a record.
     *
     * @param name letters, digits, {@code _} and {@code -}
     * @param description what it does, for the model
     * @param arguments a record
     * @throws IllegalArgumentException if the name is not allowed, or the record has no JSON Schema
     */
    public static <A> LlmTool of(String name, String description, Class<A> arguments, ToolFunction<A> function) {
        return TypedBody.tool(name, description, arguments, function);
    }

    /**
     * The tool that a record with {@link Tool} is.
     *
     * @throws IllegalArgumentException if it is no record, is not annotated, or has no JSON Schema
     */
    public static LlmTool of(Class<? extends ToolAction> action) {
        return RecordTools.of(action);
    }

    /** The same with another limit for each call, more than zero; then its thread is interrupted and the model told. */
    public LlmTool timeout(Duration limit) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("the time-out of tool " + name() + " must be positive: " + limit);
        }
        return new LlmTool(definition, body, limit, repeatable);
    }

    /**
     * The same, said to have no effect, or one that is the same once or twice. If the agent restarts in the middle of a call and the
     * request comes again, such a call is run again. Other tools are not: the model is told that nobody knows what became of it.
     */
    public LlmTool repeatable(boolean isRepeatable) {
        return new LlmTool(definition, body, timeout, isRepeatable);
    }

    /** Its name. */
    public String name() {
        return definition.name();
    }

    /** What the model sees of it. */
    public ToolDefinition definition() {
        return definition;
    }

    /** What it does. */
    public ToolBody body() {
        return body;
    }

    /** How long a call may take. */
    public Duration timeout() {
        return timeout;
    }

    /** See {@link #repeatable(boolean)}. */
    public boolean isRepeatable() {
        return repeatable;
    }
}
