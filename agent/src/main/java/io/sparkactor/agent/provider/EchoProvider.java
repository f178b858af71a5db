package io.sparkactor.agent.provider;

import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.LlmUsage;
import io.sparkactor.agent.ToolCall;
import io.sparkactor.agent.ToolResult;
import io.sparkactor.agent.internal.provider.PacedStream;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmProvider;
import io.sparkactor.agent.spi.LlmStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A model that says what the user has said, word by word. Thread-safe; it counts words as tokens.
 *
 * <p>For demos and tests of tools: where the user's words are {@code call NAME {…}}, on one line or several, it calls those tools, and
 * then says what they returned.
 */
public final class EchoProvider implements LlmProvider {

    private static final Pattern CALL = Pattern.compile("call ([A-Za-z0-9_-]+) (\\{.*})");
    private static final Pattern WORD = Pattern.compile("\\s*\\S+|\\s+$");

    private final Duration pace;

    /** A model that answers at once. */
    public EchoProvider() {
        this(Duration.ZERO);
    }

    private EchoProvider(Duration pace) {
        this.pace = pace;
    }

    /**
     * A model that takes its time, by the clock of the JVM, so not for a simulation.
     *
     * @param pace how long it takes for each word
     * @throws IllegalArgumentException if {@code pace} is negative
     */
    public static EchoProvider paced(Duration pace) {
        if (pace.isNegative()) {
            throw new IllegalArgumentException("pace must not be negative: " + pace);
        }
        return new EchoProvider(pace);
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public LlmStream stream(LlmPrompt prompt) {
        LlmStream stream = atOnce(prompt);
        return pace.isZero() ? stream : new PacedStream(stream, pace);
    }

    private static LlmStream atOnce(LlmPrompt prompt) {
        return switch (prompt.messages().getLast()) {
            case ChatMessage.User(String text) when CALL.matcher(text).lookingAt() -> calling(text, prompt);
            case ChatMessage.User(String text) -> saying(text, prompt);
            case ChatMessage.ToolResults(List<ToolResult> results) ->
                saying(results.stream().map(ToolResult::output).collect(Collectors.joining("\n")), prompt);
            case ChatMessage.Instructions(String text) -> saying(text, prompt);
            case ChatMessage.Assistant assistant -> saying(assistant.text(), prompt);
        };
    }

    private static LlmStream saying(String text, LlmPrompt prompt) {
        List<String> words = words(text);
        var answer = LlmAnswer.of(text, "echo", LlmUsage.of(count(prompt), words.size()));
        return LlmStream.of(words.stream().map(LlmDelta.Text::new).toList(), answer);
    }

    private static LlmStream calling(String text, LlmPrompt prompt) {
        List<ToolCall> calls = new ArrayList<>();
        Matcher matcher = CALL.matcher(text);
        while (matcher.find()) {
            String id = "call-" + prompt.messages().size() + "-" + (calls.size() + 1);
            calls.add(new ToolCall(id, matcher.group(1), matcher.group(2)));
        }
        var usage = LlmUsage.of(count(prompt), words(text).size());
        return LlmStream.of(List.of(), new LlmAnswer("", calls, "echo", usage, Map.of()));
    }

    private static long count(LlmPrompt prompt) {
        long words = 0;
        for (ChatMessage message : prompt.messages()) {
            words += switch (message) {
                case ChatMessage.Instructions(String text) -> words(text).size();
                case ChatMessage.User(String text) -> words(text).size();
                case ChatMessage.Assistant assistant -> words(assistant.text()).size();
                case ChatMessage.ToolResults(List<ToolResult> results) ->
                    results.stream().mapToLong(r -> words(r.output()).size()).sum();
            };
        }
        return words;
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(result -> result.group()).toList();
    }
}
