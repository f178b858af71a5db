package io.sparkactor.agent.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Syndicate;
import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.LlmAgent;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.LlmRequest;
import io.sparkactor.agent.LlmResponse;
import io.sparkactor.agent.ScriptedProvider;
import io.sparkactor.agent.spi.LlmOptions;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmProvider;
import io.sparkactor.agent.tool.LlmTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CassetteTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    record City(String name) {}

    private static final LlmTool WEATHER =
            LlmTool.of("weather", "The weather", City.class, (city, context) -> city.name() + " is warm");

    private static LlmResponse ask(LlmProvider provider, String prompt) {
        try (Syndicate syndicate = Syndicate.open("cassettes")) {
            var agent = syndicate.createActor(
                    LlmAgent.of(provider, s -> s.instructions("be brief").tools(WEATHER)));
            return agent.ask(LlmRequest.of(prompt).id("r1"), LONG);
        }
    }

    @Test
    void whatWasRecordedIsReplayed() {
        Path file = folder.resolve("new/weather.json");
        String prompt = "call weather {\"name\":\"Paris\"}";
        LlmResponse recorded = ask(Cassette.record(new EchoProvider(), file), prompt);

        LlmResponse replayed = ask(Cassette.replay(file), prompt);

        assertThat(replayed.text()).isEqualTo("Paris is warm").isEqualTo(recorded.text());
        assertThat(replayed.spending()).isEqualTo(recorded.spending());
        assertThat(replayed.model()).isEqualTo("echo");
    }

    @Test
    void theSamePromptGetsItsAnswersInTurn() throws InterruptedException {
        Path file = folder.resolve("jokes.json");
        LlmPrompt prompt = LlmPrompt.of(ChatMessage.user("a joke"));
        LlmProvider recording =
                Cassette.record(new ScriptedProvider().says("one").says("t", "wo"), file);
        recording.complete(prompt);
        recording.complete(prompt);

        LlmProvider replay = Cassette.replay(file);

        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            answers.add(replay.complete(prompt).text());
        }
        assertThat(answers).containsExactly("one", "two", "two");
    }

    @Test
    void aPromptThatIsNotThereIsRejectedByName() throws InterruptedException {
        Path file = folder.resolve("one.json");
        Cassette.record(new EchoProvider(), file).complete(LlmPrompt.of(ChatMessage.user("a")));

        assertThatThrownBy(() -> Cassette.replay(file).complete(LlmPrompt.of(ChatMessage.user("b"))))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REJECTED))
                .hasMessageContaining(file.toString());
    }

    @Test
    void noSecretIsOnTheCassette() throws IOException, InterruptedException {
        Path file = folder.resolve("secret.json");
        String key = "sk-" + "abcdefgh12345678ijkl";
        var options = new LlmOptions(LONG, 0, Map.of("authorization", "Bearer " + key));
        var prompt = new LlmPrompt(List.of(ChatMessage.user("my key is " + key + ", ok?")), List.of(), null, options);

        Cassette.record(new EchoProvider(), file).complete(prompt);

        String text = Files.readString(file);
        assertThat(text).doesNotContain(key).doesNotContain("authorization").contains("my key is [removed], ok?");
        assertThat(Cassette.replay(file).complete(prompt).text()).isEqualTo("my key is [removed], ok?");
    }

    @Test
    void anAnswerThatBrokeOffIsNotRecorded() throws InterruptedException {
        Path file = folder.resolve("broken.json");
        var script = new ScriptedProvider();
        script.then(prompt -> {
            throw new LlmException(Reason.REFUSED, "no");
        });
        LlmProvider recording = Cassette.record(script, file);

        assertThatThrownBy(() -> recording.complete(LlmPrompt.of(ChatMessage.user("a"))))
                .isInstanceOf(LlmException.class);

        assertThat(file).doesNotExist();
    }

    @Test
    void whatIsNoCassetteIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "[1, 2");

        assertThatThrownBy(() -> Cassette.replay(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no cassette");
        assertThatThrownBy(() -> Cassette.replay(folder.resolve("missing.json")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("missing.json");
    }
}
