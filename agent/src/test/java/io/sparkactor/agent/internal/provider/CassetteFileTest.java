package io.sparkactor.agent.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.LlmUsage;
import io.sparkactor.agent.ScriptedProvider;
import io.sparkactor.agent.ToolCall;
import io.sparkactor.agent.ToolResult;
import io.sparkactor.agent.internal.json.Json;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmOptions;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmStream;
import io.sparkactor.agent.spi.OutputSchema;
import io.sparkactor.agent.spi.ToolDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassetteFileTest {

    private static final Map<String, String> NONE = Map.of();
    private static final LlmPrompt HELLO = LlmPrompt.of(ChatMessage.user("translate: Hello"));

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("cassette.json");
    }

    private void record(ScriptedProvider provider, LlmPrompt prompt, Map<String, String> environment)
            throws InterruptedException {
        new RecordingProvider(provider, CassetteFile.empty(file(), Secrets.of(environment))).complete(prompt);
    }

    private LlmAnswer replay(LlmPrompt prompt, Map<String, String> environment) throws InterruptedException {
        return new ReplayProvider(CassetteFile.read(file(), Secrets.of(environment))).complete(prompt);
    }

    private static String json(String value) {
        return Json.write(Map.of("value", value));
    }

    @Test
    void aSecretWithQuotationMarksIsFoundInJsonWithinStrings() throws Exception {
        String value = "say \"sesame\\";
        var secret = Map.of("DOOR_PASSWORD", value);
        var call = new ToolCall("c1", "open", json(value));
        var prompt = new LlmPrompt(
                List.of(
                        ChatMessage.user("open"),
                        new ChatMessage.Assistant("", List.of(call), Map.of("items", json(json(value)))),
                        new ChatMessage.ToolResults(List.of(ToolResult.of(call, json(value))))),
                List.of(),
                null,
                LlmOptions.DEFAULT);
        var answer = new LlmAnswer("", List.of(call), "m", LlmUsage.NONE, Map.of("items", json(json(value))));

        record(new ScriptedProvider().then(_ -> LlmStream.of(List.of(), answer)), prompt, secret);

        assertThat(Files.readString(file())).contains("[removed]").doesNotContain("sesame");
        assertThat(replay(prompt, secret).toolCalls()).containsExactly(new ToolCall("c1", "open", json("[removed]")));
    }

    @Test
    void noRestIsLeftOfASecretThatBeginsAsAnother() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("OLD_KEY", "open sesame");
        environment.put("NEW_KEY", "open sesame 42");

        assertThat(Secrets.of(environment).removedFrom("(open sesame 42) (open sesame)"))
                .isEqualTo("([removed]) ([removed])");
    }

    @Test
    void toolsSchemasAndTheNameOfTheModelAreCleaned() throws Exception {
        var secret = Map.of("DOOR_PASSWORD", "open sesame");
        String schema = "{\"description\":\"try open sesame\"}";
        var prompt = new LlmPrompt(
                HELLO.messages(),
                List.of(new ToolDefinition("door", "says open sesame", schema, false)),
                new OutputSchema("door", schema),
                LlmOptions.DEFAULT);
        var answer = LlmAnswer.of("ok", "model of open sesame", LlmUsage.NONE);

        record(new ScriptedProvider().then(_ -> LlmStream.of(List.of(), answer)), prompt, secret);

        assertThat(Files.readString(file())).doesNotContain("sesame").contains("model of [removed]");
        assertThat(replay(prompt, secret).model()).isEqualTo("model of [removed]");
    }

    @Test
    void aSecretOfThePlaceOfReplayMayBeAWordOfTheRecordedPrompt() throws Exception {
        record(new ScriptedProvider().says("Hallo"), HELLO, NONE);

        assertThat(replay(HELLO, Map.of("FOO_TOKEN", "translate")).text()).isEqualTo("Hallo");
    }
}
