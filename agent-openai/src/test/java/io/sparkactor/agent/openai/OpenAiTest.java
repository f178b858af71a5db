package io.sparkactor.agent.openai;

import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmOptions;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmStream;
import io.sparkactor.agent.testserver.FakeLlmServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Timeout;

/** A provider and the server it talks to. */
@Timeout(60)
abstract class OpenAiTest {

    static final LlmPrompt HELLO = LlmPrompt.of(ChatMessage.user("Hello"));

    final FakeLlmServer server = FakeLlmServer.start();
    final OpenAiResponsesProvider provider = builder().build();

    @AfterEach
    void close() {
        provider.close();
        server.close();
    }

    OpenAiResponsesBuilder builder() {
        return OpenAiResponsesProvider.builder("fake-model").apiKey("sk-test").baseUri(server.baseUri());
    }

    LlmException completeFails() {
        return Assertions.assertThrows(LlmException.class, () -> provider.complete(HELLO));
    }

    LlmException streamFails() {
        return Assertions.assertThrows(LlmException.class, () -> {
            try (LlmStream stream = provider.stream(HELLO)) {
                readAll(stream);
            }
        });
    }

    static List<LlmDelta> readAll(LlmStream stream) throws InterruptedException {
        var deltas = new ArrayList<LlmDelta>();
        for (LlmDelta delta = stream.next(); delta != null; delta = stream.next()) {
            deltas.add(delta);
        }
        return deltas;
    }

    static LlmPrompt within(Duration timeout) {
        return new LlmPrompt(HELLO.messages(), List.of(), null, new LlmOptions(timeout, 0, Map.of()));
    }
}
