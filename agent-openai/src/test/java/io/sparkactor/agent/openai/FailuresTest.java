package io.sparkactor.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.spi.LlmStream;
import io.sparkactor.agent.testserver.Reply;
import io.sparkactor.agent.testserver.ResponsesScript;
import io.sparkactor.agent.testserver.SseEvent;
import io.sparkactor.agent.testserver.StreamReply;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest extends OpenAiTest {

    private static final ResponsesScript WORDS = ResponsesScript.answer().text("Good ", "day");
    private static final StreamReply HALF = StreamReply.empty().events(WORDS.eventsToLastDelta());

    @ParameterizedTest
    @CsvSource({
        "400, bad_request, REJECTED",
        "401, invalid_api_key, REJECTED",
        "404, model_not_found, REJECTED",
        "408, timeout, UNAVAILABLE",
        "429, rate_limit_exceeded, RATE_LIMITED",
        "429, insufficient_quota, REJECTED",
        "500, server_error, PROVIDER_FAILED",
        "502, bad_gateway, PROVIDER_FAILED",
        "503, overloaded, UNAVAILABLE",
        "529, overloaded, UNAVAILABLE"
    })
    void aStatusOfTheProviderSaysWhetherItMayPass(int status, String code, Reason reason) {
        server.otherwise(_ -> Reply.error(status, Map.of(), code, "so it is"));
        for (LlmException failed : new LlmException[] {completeFails(), streamFails()}) {
            assertThat(failed.reason()).isEqualTo(reason);
            assertThat(failed.getMessage()).contains(Integer.toString(status), "so it is");
            assertThat(failed.failure().retryAfter()).isEmpty();
        }
        assertThat(server.requests()).as("no retry of its own").hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"retry-after, 7, 7000", "Retry-After, 0.25, 250", "retry-after-ms, 120, 120"})
    void retryAfterReachesTheCaller(String header, String value, long millis) {
        server.reply(Reply.error(429, Map.of(header, value), "rate_limit_exceeded", "slower, please"));
        assertThat(completeFails().failure().retryAfter()).contains(Duration.ofMillis(millis));
    }

    @Test
    void retryAfterMayBeADate() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(90));
        server.reply(Reply.error(503, Map.of("retry-after", date), "overloaded", "later"));
        assertThat(streamFails().failure().retryAfter().orElseThrow())
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90));
    }

    @Test
    void anUnreadableRetryAfterIsNone() {
        server.reply(Reply.error(429, Map.of("retry-after", "soon"), "rate_limit_exceeded", "slower"));
        assertThat(completeFails().failure().retryAfter()).isEmpty();
    }

    @Test
    void anErrorThatIsNoJsonIsAFailureToo() {
        server.reply(out -> out.whole(502, "text/html", Map.of(), "<html>Bad gateway</html>"));
        assertThat(completeFails().reason()).isEqualTo(Reason.PROVIDER_FAILED);
    }

    @ParameterizedTest
    @CsvSource({"server_error, PROVIDER_FAILED", "rate_limit_exceeded, RATE_LIMITED", "invalid_prompt, REJECTED"})
    void aResponseThatFailsSaysWhyAndKeepsWhatHadCome(String code, Reason reason) {
        ResponsesScript failing = WORDS.failed(code, "something broke");
        server.reply(failing.json(), failing.stream());
        for (LlmException failed : new LlmException[] {completeFails(), streamFails()}) {
            assertThat(failed.reason()).isEqualTo(reason);
            assertThat(failed.getMessage()).contains("something broke");
            assertThat(failed.partialText()).isEqualTo("Good day");
        }
    }

    @Test
    void anErrorEventEndsTheStream() {
        server.reply(
                HALF.event(ResponsesScript.error("server_error", "something broke")),
                HALF.event(ResponsesScript.error("rate_limit_exceeded", "slower")),
                HALF.event(new SseEvent(
                        "", ResponsesScript.error(null, "something broke").data())));
        assertBroken(streamFails(), Reason.PROVIDER_FAILED);
        assertBroken(streamFails(), Reason.RATE_LIMITED);
        assertBroken(streamFails(), Reason.PROVIDER_FAILED);
    }

    /** As servers and proxies before them send it, which know no events of the API. */
    @Test
    void anErrorWithinAnyEventEndsTheStream() {
        String error = "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"slower\"}}";
        server.reply(
                HALF.event(new SseEvent("error", error)),
                HALF.event(new SseEvent("", "{\"error\":{\"message\":\"broken\"}}")));
        assertBroken(streamFails(), Reason.RATE_LIMITED);
        assertBroken(streamFails(), Reason.PROVIDER_FAILED);
    }

    @Test
    void anEventWithoutTheLineBehindItHasNotCome() {
        String completed = WORDS.events().getLast().data();
        server.reply(HALF.raw("data: " + completed + "\n"));
        assertBroken(streamFails(), Reason.DISCONNECTED);
    }

    @Test
    void aStreamThatEndsBeforeItsLastEventIsADisconnection() {
        server.reply(HALF, HALF.raw("data: {\"type\":\"response.out").thenClose());
        assertBroken(streamFails(), Reason.DISCONNECTED);
        assertBroken(streamFails(), Reason.DISCONNECTED);
    }

    @Test
    void aConnectionThatDropsIsADisconnection() {
        server.reply(HALF.thenDrop(), Reply.drop());
        LlmException reset = streamFails();
        assertThat(reset.reason()).isEqualTo(Reason.DISCONNECTED);
        assertThat("Good day").startsWith(reset.partialText());
        assertThat(completeFails().reason()).isEqualTo(Reason.DISCONNECTED);
    }

    @Test
    void anAnswerThatIsNoJsonIsMalformed() {
        server.reply(
                Reply.json(200, "{\"id\":"),
                Reply.json(200, "[]"),
                HALF.event(new SseEvent("response.output_text.delta", "{\"type\":")));
        assertThat(completeFails().reason()).isEqualTo(Reason.MALFORMED);
        assertThat(completeFails().reason()).isEqualTo(Reason.MALFORMED);
        assertBroken(streamFails(), Reason.MALFORMED);
    }

    @Test
    void anEventWithoutWhatItMustHaveIsMalformed() {
        server.reply(
                HALF.event(new SseEvent("response.output_text.delta", "{\"type\":\"response.output_text.delta\"}")));
        assertBroken(streamFails(), Reason.MALFORMED);
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() {
        URI nobody = server.baseUri();
        server.close();
        try (var alone = OpenAiResponsesProvider.builder("fake-model")
                .apiKey("sk-test")
                .baseUri(nobody)
                .build()) {
            LlmException failed = Assertions.assertThrows(LlmException.class, () -> alone.complete(HELLO));
            assertThat(failed.reason()).isEqualTo(Reason.UNAVAILABLE);
        }
    }

    @Test
    void aBrokenStreamSaysTheSameAgain() throws InterruptedException {
        server.reply(HALF);
        try (LlmStream stream = provider.stream(HELLO)) {
            LlmException first = Assertions.assertThrows(LlmException.class, () -> readAll(stream));
            assertThat(Assertions.assertThrows(LlmException.class, stream::next))
                    .isSameAs(first);
        }
    }

    private static void assertBroken(LlmException failed, Reason reason) {
        assertThat(failed.reason()).isEqualTo(reason);
        assertThat(failed.partialText()).isEqualTo("Good day");
    }
}
