package io.sparkactor.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.LlmUsage;
import io.sparkactor.agent.ToolCall;
import io.sparkactor.agent.ToolResult;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmOptions;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmStream;
import io.sparkactor.agent.spi.OutputSchema;
import io.sparkactor.agent.spi.ToolDefinition;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LangChain4jProviderTest {

    private static final LlmPrompt HELLO = LlmPrompt.of(ChatMessage.user("Hello"));
    private static final String SCHEMA = """
            {"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}""";

    @Test
    void aWholeAnswerHasTextModelAndUsage() throws InterruptedException {
        var provider = LangChain4jProvider.of("fake", ScriptedModel.whole(_ -> ScriptedModel.says("Good day")));
        assertThat(provider.complete(HELLO)).isEqualTo(LlmAnswer.of("Good day", "fake-model-1", LlmUsage.of(10, 5)));
        assertThat(provider.name()).isEqualTo("fake");
    }

    @Test
    void aModelThatDoesNotStreamGivesItsTextAsOnePiece() throws InterruptedException {
        var provider = LangChain4jProvider.of("fake", ScriptedModel.whole(_ -> ScriptedModel.says("Good day")));
        try (LlmStream stream = provider.stream(HELLO)) {
            assertThrows(IllegalStateException.class, stream::answer);
            assertThat(readAll(stream)).containsExactly(new LlmDelta.Text("Good day"));
            assertThat(stream.answer().text()).isEqualTo("Good day");
        }
    }

    @Test
    void aStreamGivesPiecesAndThenTheAnswer() throws InterruptedException {
        var call = ToolExecutionRequest.builder()
                .id("call_1")
                .name("weather")
                .arguments("{}")
                .build();
        var provider = LangChain4jProvider.of("fake", ScriptedModel.streaming((_, handler) -> {
            ScriptedModel.piece(handler, "Good ", new ScriptedModel.Handle());
            handler.onPartialResponse("day");
            handler.onPartialToolCall(PartialToolCall.builder()
                    .index(0)
                    .id("call_1")
                    .name("weather")
                    .partialArguments("{}")
                    .build());
            handler.onCompleteResponse(ChatResponse.builder()
                    .aiMessage(AiMessage.from("Good day", List.of(call)))
                    .build());
        }));
        try (LlmStream stream = provider.stream(HELLO)) {
            assertThat(readAll(stream))
                    .containsExactly(
                            new LlmDelta.Text("Good "),
                            new LlmDelta.Text("day"),
                            new LlmDelta.Arguments("call_1", "weather", "{}"));
            assertThat(stream.next()).isNull();
            assertThat(stream.answer().toolCalls()).containsExactly(new ToolCall("call_1", "weather", "{}"));
            assertThat(stream.answer().usage()).isEqualTo(LlmUsage.NONE);
        }
        assertThat(provider.complete(HELLO).text()).isEqualTo("Good day");
    }

    @Test
    void thePromptReachesTheModel() throws InterruptedException {
        var seen = new CompletableFuture<ChatRequest>();
        var provider = LangChain4jProvider.of("fake", ScriptedModel.whole(request -> {
            seen.complete(request);
            return ScriptedModel.says("{}");
        }));
        var call = new ToolCall("call_1", "weather", "{}");
        provider.complete(new LlmPrompt(
                List.of(
                        ChatMessage.instructions("Be brief."),
                        ChatMessage.user("Weather?"),
                        new ChatMessage.Assistant("", List.of(call), Map.of()),
                        new ChatMessage.ToolResults(List.of(ToolResult.failed(call, "no city")))),
                List.of(new ToolDefinition("weather", "Tells the weather", SCHEMA, true)),
                new OutputSchema("place", SCHEMA),
                new LlmOptions(Duration.ofSeconds(5), 77, Map.of())));
        ChatRequest request = seen.join();
        assertThat(request.messages().stream().map(message -> message.type().name()))
                .containsExactly("SYSTEM", "USER", "AI", "TOOL_EXECUTION_RESULT");
        assertThat(request.messages().getLast().toString()).contains("error: no city");
        assertThat(request.maxOutputTokens()).isEqualTo(77);
        var tool = request.toolSpecifications().getFirst();
        assertThat(tool.strict()).isTrue();
        assertThat(tool.parameters().required()).containsExactly("city");
        assertThat(tool.parameters().additionalProperties()).isFalse();
        assertThat(tool.parameters().properties())
                .containsExactly(Map.entry("city", JsonRawSchema.from("{\"type\":\"string\"}")));
        assertThat(request.responseFormat().jsonSchema().rootElement()).isEqualTo(JsonRawSchema.from(SCHEMA));
    }

    @Test
    void anAnswerThatStopsAtALimitIsIncomplete() {
        ChatResponse half = ChatResponse.builder()
                .aiMessage(AiMessage.from("Once upon"))
                .finishReason(FinishReason.LENGTH)
                .build();
        var provider = LangChain4jProvider.of("fake", ScriptedModel.whole(_ -> half));
        LlmException failed = assertThrows(LlmException.class, () -> provider.complete(HELLO));
        assertThat(failed.reason()).isEqualTo(Reason.INCOMPLETE);
        assertThat(failed.partialText()).isEqualTo("Once upon");
    }

    @Test
    void exceptionsOfTheModelSayWhetherTheyMayPass() {
        assertReason(new RateLimitException("slower"), Reason.RATE_LIMITED);
        assertReason(new AuthenticationException("who are you?"), Reason.REJECTED);
        assertReason(new InternalServerException(new HttpException(503, "busy")), Reason.UNAVAILABLE);
        assertReason(new InternalServerException("broken"), Reason.PROVIDER_FAILED);
        assertReason(new RuntimeException(new java.net.ConnectException("nobody")), Reason.UNAVAILABLE);
        assertReason(new RuntimeException(new IOException("reset")), Reason.DISCONNECTED);
        assertReason(new dev.langchain4j.exception.TimeoutException("late"), Reason.TIMED_OUT);
    }

    @Test
    void aStreamThatBreaksKeepsWhatHadCome() {
        var provider = LangChain4jProvider.of("fake", ScriptedModel.streaming((_, handler) -> {
            handler.onPartialResponse("Good day");
            handler.onError(new RuntimeException(new IOException("reset")));
        }));
        LlmException failed = assertThrows(LlmException.class, () -> readAll(provider.stream(HELLO)));
        assertThat(failed.reason()).isEqualTo(Reason.DISCONNECTED);
        assertThat(failed.partialText()).isEqualTo("Good day");
    }

    @Test
    void closingAStreamCancelsTheModelAndEndsTheWaitOfItsReader() throws Exception {
        var handle = new ScriptedModel.Handle();
        LlmStream stream = hanging(handle).stream(HELLO);
        assertThat(stream.next()).isEqualTo(new LlmDelta.Text("Good "));
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> readTo(stream, outcome));
        stream.close();
        assertThat(handle.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
        LlmException failed = (LlmException) outcome.get();
        assertThat(failed.reason()).isEqualTo(Reason.CANCELLED);
        assertThat(failed.partialText()).isEqualTo("Good ");
    }

    @Test
    void anInterruptCancelsTheModel() throws Exception {
        var handle = new ScriptedModel.Handle();
        LlmStream stream = hanging(handle).stream(HELLO);
        stream.next();
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread reader = Thread.ofVirtual().start(() -> readTo(stream, outcome));
        reader.interrupt();
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        assertThat(handle.isCancelled()).isTrue();
    }

    @Test
    void theTimeoutCancelsTheModel() throws Exception {
        var handle = new ScriptedModel.Handle();
        LlmStream stream = hanging(handle).stream(within(Duration.ofMillis(50)));
        LlmException failed = assertThrows(LlmException.class, () -> readAll(stream));
        assertThat(failed.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(handle.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aModelThatBeginsAfterTheCloseIsCancelledWithItsFirstWord() throws Exception {
        var handle = new ScriptedModel.Handle();
        var begin = new CountDownLatch(1);
        var provider = LangChain4jProvider.of("fake", ScriptedModel.streaming((_, handler) -> {
            awaitQuietly(begin);
            ScriptedModel.piece(handler, "Good ", handle);
        }));
        provider.stream(HELLO).close();
        begin.countDown();
        assertThat(handle.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aModelThatDoesNotAnswerIsInterruptedAndNotWaitedFor() throws Exception {
        var interrupted = new CountDownLatch(2);
        var provider = LangChain4jProvider.of("fake", ScriptedModel.whole(_ -> {
            awaitQuietly(new CountDownLatch(1));
            interrupted.countDown();
            return ScriptedModel.says("too late");
        }));
        LlmException failed = assertThrows(LlmException.class, () -> provider.complete(within(Duration.ofMillis(50))));
        assertThat(failed.reason()).isEqualTo(Reason.TIMED_OUT);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> provider.complete(HELLO));
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aModelThatCannotBeCancelledIsLeftToItself() throws Exception {
        assertLeftToItself(new UnsupportedFeatureException("cancel"));
        assertLeftToItself(new IllegalStateException("the connection is gone"));
    }

    private static void assertLeftToItself(RuntimeException thrownByCancel) throws InterruptedException {
        StreamingHandle stubborn = new StreamingHandle() {
            @Override
            public void cancel() {
                throw thrownByCancel;
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };
        var provider = LangChain4jProvider.of(
                "fake", ScriptedModel.streaming((_, handler) -> ScriptedModel.piece(handler, "Good ", stubborn)));
        LlmStream stream = provider.stream(HELLO);
        stream.next();
        stream.close();
        assertThat(assertThrows(LlmException.class, stream::next).reason()).isEqualTo(Reason.CANCELLED);
    }

    @Test
    void anErrorOfTheModelIsNotWaitedFor() {
        var provider = LangChain4jProvider.of("fake", onCallersThread(_ -> {
            throw new NoClassDefFoundError("some/Json");
        }));
        LlmException failed =
                assertThrows(LlmException.class, () -> readAll(provider.stream(within(Duration.ofSeconds(5)))));
        assertThat(failed.reason()).isEqualTo(Reason.PROVIDER_FAILED);
        assertThat(failed).hasMessageContaining("some/Json");
    }

    @Test
    void aModelThatHasAnsweredIsLeftAlone() throws Exception {
        var handle = new ScriptedModel.Handle();
        var closed = new CountDownLatch(1);
        var interrupted = new CompletableFuture<Boolean>();
        var provider = LangChain4jProvider.of("fake", onCallersThread(handler -> {
            ScriptedModel.piece(handler, "Good day", handle);
            handler.onCompleteResponse(ScriptedModel.says("Good day"));
            awaitQuietly(closed);
            interrupted.complete(Thread.currentThread().isInterrupted());
        }));
        try (LlmStream stream = provider.stream(HELLO)) {
            readAll(stream);
        }
        closed.countDown();
        assertThat(interrupted.get()).isFalse();
        assertThat(handle.isCancelled()).isFalse();
    }

    @Test
    void aModelThatStreamsOnItsCallersThreadIsNotWaitedFor() throws Exception {
        var interrupted = new CountDownLatch(1);
        var provider = LangChain4jProvider.of("fake", onCallersThread(handler -> {
            handler.onPartialResponse("Good ");
            awaitQuietly(new CountDownLatch(1));
            interrupted.countDown();
        }));
        try (LlmStream stream = provider.stream(HELLO)) {
            assertThat(stream.next()).isEqualTo(new LlmDelta.Text("Good "));
        }
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private static StreamingChatModel onCallersThread(Consumer<StreamingChatResponseHandler> script) {
        return new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                script.accept(handler);
            }
        };
    }

    private static void assertReason(RuntimeException thrown, Reason reason) {
        var whole = LangChain4jProvider.of("fake", ScriptedModel.whole(_ -> {
            throw thrown;
        }));
        assertThat(assertThrows(LlmException.class, () -> whole.complete(HELLO)).reason())
                .isEqualTo(reason);
        var streaming =
                LangChain4jProvider.of("fake", ScriptedModel.streaming((_, handler) -> handler.onError(thrown)));
        assertThat(assertThrows(LlmException.class, () -> streaming.complete(HELLO))
                        .reason())
                .isEqualTo(reason);
    }

    private static LangChain4jProvider hanging(ScriptedModel.Handle handle) {
        return LangChain4jProvider.of(
                "fake", ScriptedModel.streaming((_, handler) -> ScriptedModel.piece(handler, "Good ", handle)));
    }

    private static void readTo(LlmStream stream, CompletableFuture<Throwable> outcome) {
        try {
            outcome.complete(new AssertionError("came: " + stream.next()));
        } catch (InterruptedException | RuntimeException thrown) {
            outcome.complete(thrown);
        }
    }

    private static List<LlmDelta> readAll(LlmStream stream) throws InterruptedException {
        var deltas = new ArrayList<LlmDelta>();
        for (LlmDelta delta = stream.next(); delta != null; delta = stream.next()) {
            deltas.add(delta);
        }
        return deltas;
    }

    private static LlmPrompt within(Duration timeout) {
        return new LlmPrompt(HELLO.messages(), List.of(), null, new LlmOptions(timeout, 0, Map.of()));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
