package io.sparkactor.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.langchain4j.model.openai.OpenAiResponsesStreamingChatModel;
import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.ToolCall;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmStream;
import io.sparkactor.agent.testserver.FakeLlmServer;
import io.sparkactor.agent.testserver.Reply;
import io.sparkactor.agent.testserver.ResponsesScript;
import io.sparkactor.agent.testserver.StreamReply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One of LangChain4j's own models, over HTTP. */
@Timeout(60)
class OverHttpTest {

    private static final LlmPrompt HELLO = LlmPrompt.of(ChatMessage.user("Hello"));

    private final FakeLlmServer server = FakeLlmServer.start();
    private final LangChain4jProvider provider = LangChain4jProvider.of(
            "openai",
            OpenAiResponsesStreamingChatModel.builder()
                    .baseUrl(server.baseUri().toString())
                    .apiKey("sk-test")
                    .modelName("fake-model")
                    .build());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aStreamGivesPiecesAndThenTheAnswer() throws InterruptedException {
        server.reply(
                ResponsesScript.answer()
                        .text("Good ", "day")
                        .call("call_1", "weather", "{\"city\":", "\"Bern\"}")
                        .stream());
        try (LlmStream stream = provider.stream(HELLO)) {
            assertThat(stream.next()).isEqualTo(new LlmDelta.Text("Good "));
            assertThat(stream.next()).isEqualTo(new LlmDelta.Text("day"));
            while (stream.next() != null) {
                // pieces of arguments
            }
            assertThat(stream.answer().text()).isEqualTo("Good day");
            assertThat(stream.answer().toolCalls())
                    .containsExactly(new ToolCall("call_1", "weather", "{\"city\":\"Bern\"}"));
            assertThat(stream.answer().usage().inputTokens()).isEqualTo(10);
        }
    }

    @Test
    void closingAStreamClosesItsConnection() throws InterruptedException {
        server.reply(StreamReply.empty()
                .events(ResponsesScript.answer().text("Good ", "day").eventsToLastDelta())
                .hang());
        LlmStream stream = provider.stream(HELLO);
        stream.next();
        long closed = System.nanoTime();
        stream.close();
        long late = server.awaitHangUp(Duration.ofSeconds(5)) - closed;
        System.out.printf("the server saw the connection closed after %.1f ms%n", late / 1e6);
    }

    @Test
    void aStatusOfTheProviderSaysWhetherItMayPass() {
        server.reply(
                Reply.error(429, Map.of(), "rate_limit_exceeded", "slower"),
                Reply.error(401, Map.of(), "invalid_api_key", "who are you?"));
        assertThat(assertThrows(LlmException.class, () -> provider.complete(HELLO))
                        .reason())
                .isEqualTo(Reason.RATE_LIMITED);
        assertThat(assertThrows(LlmException.class, () -> provider.complete(HELLO))
                        .reason())
                .isEqualTo(Reason.REJECTED);
    }
}
