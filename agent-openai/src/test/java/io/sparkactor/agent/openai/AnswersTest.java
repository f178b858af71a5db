package io.sparkactor.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.LlmUsage;
import io.sparkactor.agent.ToolCall;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmStream;
import io.sparkactor.agent.testserver.ResponsesScript;
import io.sparkactor.agent.testserver.SseEvent;
import io.sparkactor.agent.testserver.StreamReply;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class AnswersTest extends OpenAiTest {

    private static final ResponsesScript WORDS = ResponsesScript.answer().text("Good ", "\"day\"", " – grüezi");

    @Test
    void aWholeAnswerHasTextModelAndUsage() throws InterruptedException {
        server.reply(WORDS.json());
        LlmAnswer answer = provider.complete(HELLO);
        assertThat(answer.text()).isEqualTo("Good \"day\" – grüezi");
        assertThat(answer.model()).isEqualTo("fake-model-1");
        assertThat(answer.usage()).isEqualTo(new LlmUsage(10, 4, 5, 2));
        assertThat(answer.toolCalls()).isEmpty();
    }

    @Test
    void aStreamGivesPiecesAndThenTheSameAnswer() throws InterruptedException {
        server.reply(WORDS.stream(), WORDS.json());
        try (LlmStream stream = provider.stream(HELLO)) {
            assertThat(readAll(stream))
                    .containsExactly(
                            new LlmDelta.Text("Good "), new LlmDelta.Text("\"day\""), new LlmDelta.Text(" – grüezi"));
            assertThat(stream.next()).isNull();
            assertThat(stream.answer()).isEqualTo(provider.complete(HELLO));
        }
    }

    @Test
    void anAnswerIsNotThereBeforeTheStreamHasEnded() throws InterruptedException {
        server.reply(WORDS.stream());
        try (LlmStream stream = provider.stream(HELLO)) {
            stream.next();
            Assertions.assertThrows(IllegalStateException.class, stream::answer);
        }
    }

    @Test
    void parallelCallsOfToolsComeInTheOrderOfTheModel() throws InterruptedException {
        server.reply(ResponsesScript.answer()
                .reasoning()
                .text("Let me see.")
                .call("call_1", "weather", "{\"city\":", "\"Bern\"}")
                .call("call_2", "time", "{}")
                .stream());
        try (LlmStream stream = provider.stream(HELLO)) {
            assertThat(readAll(stream))
                    .containsExactly(
                            new LlmDelta.Text("Let me see."),
                            new LlmDelta.Arguments("call_1", "weather", "{\"city\":"),
                            new LlmDelta.Arguments("call_1", "weather", "\"Bern\"}"),
                            new LlmDelta.Arguments("call_2", "time", "{}"));
            assertThat(stream.answer().text()).isEqualTo("Let me see.");
            assertThat(stream.answer().toolCalls())
                    .containsExactly(
                            new ToolCall("call_1", "weather", "{\"city\":\"Bern\"}"),
                            new ToolCall("call_2", "time", "{}"));
        }
    }

    @Test
    void argumentsThatAreNoJsonReachTheCallerAsTheyAre() throws InterruptedException {
        server.reply(
                ResponsesScript.answer().call("call_1", "weather", "{\"city\":").json());
        assertThat(provider.complete(HELLO).toolCalls())
                .containsExactly(new ToolCall("call_1", "weather", "{\"city\":"));
    }

    @Test
    void aRefusalIsAFailureWithTheWordsOfTheModel() {
        ResponsesScript refusal = ResponsesScript.answer().refusal("I ", "would rather not.");
        server.reply(refusal.json(), refusal.stream());
        assertRefused(completeFails());
        assertRefused(streamFails());
    }

    @Test
    void anAnswerThatStopsAtALimitKeepsItsTextAndUsage() {
        ResponsesScript half = ResponsesScript.answer().text("Once ", "upon").incomplete("max_output_tokens");
        server.reply(half.json(), half.stream());
        for (LlmException failed : new LlmException[] {completeFails(), streamFails()}) {
            assertThat(failed.reason()).isEqualTo(Reason.INCOMPLETE);
            assertThat(failed.getMessage()).contains("max_output_tokens");
            assertThat(failed.partialText()).isEqualTo("Once upon");
            assertThat(failed.failure().usage().outputTokens()).isEqualTo(5);
        }
    }

    @Test
    void eventsOfUnknownKindsMeanNothing() throws InterruptedException {
        server.reply(StreamReply.empty()
                .raw(": a comment\n\n")
                .event(new SseEvent("response.novelty", "{\"type\":\"response.novelty\",\"sequence_number\":0}"))
                .events(WORDS.events()));
        try (LlmStream stream = provider.stream(HELLO)) {
            assertThat(readAll(stream)).hasSize(3);
        }
    }

    @Test
    void aPieceOfTextMayHaveItsFieldsInAnyOrder() throws InterruptedException {
        server.reply(StreamReply.empty()
                .raw(
                        "data: {\"logprobs\":[{\"type\":\"x\"}],\"delta\":\"Good \",\ndata:\"type\":\"response.output_text.delta\"}\r\n\r\n")
                .events(WORDS.events()));
        try (LlmStream stream = provider.stream(HELLO)) {
            assertThat(stream.next()).isEqualTo(new LlmDelta.Text("Good "));
        }
    }

    @Test
    void aStreamWithoutEventNamesIsUnderstood() throws InterruptedException {
        StreamReply reply = StreamReply.empty();
        for (SseEvent event : WORDS.events()) {
            reply = reply.event(new SseEvent("", event.data()));
        }
        server.reply(reply.raw("data: [DONE]\n\n"));
        try (LlmStream stream = provider.stream(HELLO)) {
            assertThat(readAll(stream)).hasSize(3);
            assertThat(stream.answer().text()).isEqualTo("Good \"day\" – grüezi");
        }
    }

    @Test
    void callsOneAfterTheOtherShareAConnection() throws InterruptedException {
        server.otherwise(_ -> WORDS.stream());
        for (int i = 0; i < 20; i++) {
            try (LlmStream stream = provider.stream(HELLO)) {
                readAll(stream);
            }
        }
        // The end of a stream is read beside the next call, which may then take a second connection.
        assertThat(server.connections()).isLessThan(20);
        assertThat(server.requests()).hasSize(20);
    }

    private static void assertRefused(LlmException failed) {
        assertThat(failed.reason()).isEqualTo(Reason.REFUSED);
        assertThat(failed.partialText()).isEqualTo("I would rather not.");
        assertThat(failed.failure().usage().inputTokens()).isEqualTo(10);
    }
}
