package io.sparkactor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sparkactor.ActorRef;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.ReplyStream;
import io.sparkactor.SendOptions;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.provider.EchoProvider;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmStream;
import io.sparkactor.testkit.Await;
import io.sparkactor.testkit.ManualClock;
import io.sparkactor.testkit.TestProbe;
import io.sparkactor.troupe.Troupe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an asker gets of an agent. */
@Timeout(60)
class LlmAgentTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Syndicate syndicate = Syndicate.open("agents");
    private final ScriptedProvider provider = new ScriptedProvider();

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private ActorRef<LlmCommand> agent() {
        return agent(s -> s);
    }

    private ActorRef<LlmCommand> agent(UnaryOperator<AgentSettings> change) {
        return syndicate.createActor(LlmAgent.of(provider, change));
    }

    private static LlmException failure(Throwable thrown) {
        assertThat(thrown).isInstanceOf(AskFailedException.class);
        return LlmException.causeOf(thrown).orElseThrow();
    }

    private static LlmException failureOf(CompletableFuture<?> future) {
        return LlmException.causeOf(catchThrowable(future::join)).orElseThrow();
    }

    @Test
    void anAskGetsTheAnswerWithItsUsage() {
        provider.says("Hel", "lo");

        LlmResponse response = agent().ask(LlmRequest.of("hi").id("r1"), LONG);

        assertThat(response.text()).isEqualTo("Hello");
        assertThat(response.requestId()).isEqualTo("r1");
        assertThat(response.model()).isEqualTo("scripted");
        assertThat(response.usage()).isEqualTo(LlmUsage.of(10, 2));
        assertThat(response.spending().requests()).isEqualTo(1);
    }

    @Test
    void theModelGetsInstructionsAndTheConversationSoFar() {
        provider.says("one").says("two");
        var agent = agent(s -> s.instructions("be brief"));

        agent.ask(LlmRequest.of("first"), LONG);
        agent.ask(LlmRequest.of("second"), LONG);

        assertThat(provider.prompts().getLast().messages())
                .containsExactly(
                        ChatMessage.instructions("be brief"),
                        ChatMessage.user("first"),
                        ChatMessage.assistant("one"),
                        ChatMessage.user("second"));
    }

    @Test
    void aStreamGivesChunksAndThenTheAnswer() {
        provider.says("a", "b", "c");

        try (ReplyStream<LlmStreamChunk, LlmResponse> stream =
                agent().askStream(LlmRequest.of("letters").stream(), LONG)) {
            List<String> texts = new ArrayList<>();
            stream.forEach(chunk -> texts.add(chunk.text()));

            assertThat(texts).containsExactly("a", "b", "c");
            assertThat(stream.result().text()).isEqualTo("abc");
        }
    }

    /** A reader that does not read holds the model up at 256 chunks, and loses none. */
    @Test
    void aSlowReaderIsWaitedFor() {
        String[] pieces = new String[1_000];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = i + " ";
        }
        provider.says(pieces);

        try (var stream = agent().askStream(LlmRequest.of("numbers").stream(), LONG)) {
            assertThat(stream.next().text()).isEqualTo("0 ");
            int count = 1;
            while (stream.hasNext()) {
                assertThat(stream.next().text()).isEqualTo(count++ + " ");
            }
            assertThat(count).isEqualTo(1_000);
        }
    }

    @Test
    void anEndToAStreamThatIsNotReadOnClosesTheProvidersStream() throws InterruptedException {
        var hung = provider.hangsAfter("a");
        var agent = agent();

        try (var stream = agent.askStream(LlmRequest.of("story").stream(), LONG)) {
            assertThat(stream.next().text()).isEqualTo("a");
            hung.awaitHanging();
        }

        assertThat(hung.awaitClosed()).isTrue();
    }

    @Test
    void aCancelledRequestFailsAtOnceWithThePartialText() throws InterruptedException {
        var hung = provider.hangsAfter("Once ", "upon");
        var agent = agent();
        var answer = agent.askAsync(LlmRequest.of("story").id("r1"), LONG);
        hung.awaitHanging();

        boolean had = agent.ask(new LlmCancel("r1"), LONG);

        assertThat(had).isTrue();
        LlmException failure = failureOf(answer);
        assertThat(failure.reason()).isEqualTo(Reason.CANCELLED);
        assertThat(failure.partialText()).isEqualTo("Once upon");
        assertThat(hung.awaitClosed()).isTrue();
    }

    @Test
    void aCancelledStreamFailsBehindItsChunks() throws InterruptedException {
        var hung = provider.hangsAfter("Once ", "upon");
        var agent = agent();
        try (var stream = agent.askStream(LlmRequest.of("story").id("r1").stream(), LONG)) {
            hung.awaitHanging();

            agent.ask(new LlmCancel("r1"), LONG);

            assertThat(stream.next().text()).isEqualTo("Once ");
            assertThat(stream.next().text()).isEqualTo("upon");
            assertThat(failure(catchThrowable(stream::next)).partialText()).isEqualTo("Once upon");
        }
    }

    @Test
    void aQueuedRequestCanBeCancelled() throws InterruptedException {
        var hung = provider.hangsAfter();
        var agent = agent();
        var _ = agent.askAsync(LlmRequest.of("first").id("r1"), LONG);
        hung.awaitHanging();
        var second = agent.askAsync(LlmRequest.of("second").id("r2"), LONG);
        Await.until("the second to be queued", () -> agent.ask(new LlmCancel("r2"), LONG));

        assertThat(failureOf(second).reason()).isEqualTo(Reason.CANCELLED);
        assertThat(provider.prompts()).hasSize(1);
    }

    @Test
    void ofTooManyRequestsTheRestIsRefused() throws InterruptedException {
        var hung = provider.hangsAfter();
        provider.says("well");
        var agent = agent(s -> s.maxQueued(1));
        var first = agent.askAsync(LlmRequest.of("first").id("r1"), LONG);
        var second = agent.askAsync(LlmRequest.of("second"), LONG);
        var third = agent.askAsync(LlmRequest.of("third"), LONG);
        hung.awaitHanging();

        assertThatThrownBy(third::join).hasMessageContaining("full");
        try (var stream = agent.askStream(LlmRequest.of("fourth").stream(), LONG)) {
            assertThatThrownBy(stream::next).hasMessageContaining("full");
        }
        agent.ask(new LlmCancel("r1"), LONG);
        assertThat(second.join().text()).isEqualTo("well");
        assertThat(failureOf(first).reason()).isEqualTo(Reason.CANCELLED);
    }

    /** A stream whose close throws. */
    private static final class Sticky implements LlmStream {

        private final LlmStream stream;

        Sticky(LlmStream stream) {
            this.stream = stream;
        }

        @Override
        public @Nullable LlmDelta next() throws InterruptedException {
            return stream.next();
        }

        @Override
        public LlmAnswer answer() {
            return stream.answer();
        }

        @Override
        public void close() {
            stream.close();
            throw new IllegalStateException("sticky");
        }
    }

    @Test
    void aStreamThatCannotBeClosedTakesNeitherAnswersNorTheAgentAlong() throws InterruptedException {
        var hung = new ScriptedProvider.Hung();
        provider.then(prompt -> new Sticky(ScriptedProvider.stream("whole")));
        provider.then(prompt -> new Sticky(hung));
        provider.says("next");
        var agent = agent();

        assertThat(agent.ask(LlmRequest.of("first"), LONG).text()).isEqualTo("whole");
        var second = agent.askAsync(LlmRequest.of("second").id("r2"), LONG);
        hung.awaitHanging();
        assertThat(agent.ask(new LlmCancel("r2"), LONG)).isTrue();
        assertThat(failureOf(second).reason()).isEqualTo(Reason.CANCELLED);
        assertThat(agent.ask(LlmRequest.of("third"), LONG).text()).isEqualTo("next");
    }

    @Test
    void aCancelOfWhatIsNotThereSaysSo() {
        boolean had = agent().ask(new LlmCancel("r9"), LONG);

        assertThat(had).isFalse();
    }

    @Test
    void aHungStreamTimesOutWithThePartialText() throws InterruptedException {
        var hung = provider.hangsAfter("half");
        var clock = ManualClock.create();
        try (var manual = Syndicate.open("manual", c -> c.hooks(clock.hooks()))) {
            var answer = manual.createActor(LlmAgent.of(provider))
                    .askAsync(LlmRequest.of("story").timeout(Duration.ofSeconds(5)), LONG);
            hung.awaitHanging();

            clock.advance(Duration.ofSeconds(5));

            LlmException failure = failureOf(answer);
            assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
            assertThat(failure.partialText()).isEqualTo("half");
            assertThat(hung.awaitClosed()).isTrue();
        }
    }

    @Test
    void aProviderThatHangsBeforeItsStreamIsInterrupted() throws InterruptedException {
        var reached = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        provider.then(prompt -> {
            try {
                reached.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            throw new AssertionError("not reached");
        });
        var agent = agent();
        var answer = agent.askAsync(LlmRequest.of("hi").id("r1"), LONG);
        reached.await();

        agent.ask(new LlmCancel("r1"), LONG);

        assertThat(failureOf(answer).reason()).isEqualTo(Reason.CANCELLED);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Swallows the end, and calls a tool. */
    private static final class StubbornStream implements LlmStream {

        private final CountDownLatch read = new CountDownLatch(1);

        @Override
        public @Nullable LlmDelta next() {
            read.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // it goes on
            }
            return null;
        }

        @Override
        public LlmAnswer answer() {
            var call = new ToolCall("1", "x", "{}");
            return new LlmAnswer("", List.of(call), "stubborn", LlmUsage.NONE, Map.of());
        }

        @Override
        public void close() {}
    }

    /** A provider that swallows the interrupt and goes on to call a tool: nobody carries it out, and its thread ends. */
    @Test
    void aProviderThatDoesNotHeedTheEndHoldsNobodyUp() throws InterruptedException {
        var stubborn = new StubbornStream();
        provider.then(prompt -> stubborn);
        provider.says("next");
        var threads = new CallbackThreads();
        try (var counted = Syndicate.open("counted", c -> c.hooks(threads.hooks()))) {
            var agent = counted.createActor(LlmAgent.of(provider));
            var answer = agent.askAsync(LlmRequest.of("hi").id("r1"), LONG);
            stubborn.read.await();

            agent.ask(new LlmCancel("r1"), LONG);

            assertThat(failureOf(answer).reason()).isEqualTo(Reason.CANCELLED);
            assertThat(agent.ask(LlmRequest.of("again"), LONG).text()).isEqualTo("next");
            Await.until("the threads to end", () -> threads.running() == 0);
        }
    }

    @Test
    void anAskerThatHasGoneEndsTheWork() throws InterruptedException {
        var hung = provider.hangsAfter("a");
        var agent = agent();

        do { // a request whose asker has gone before the agent looks at it is not begun at all
            assertThatThrownBy(() -> agent.ask(LlmRequest.of("story"), Duration.ofMillis(50)))
                    .isInstanceOf(AskTimeoutException.class);
        } while (!hung.hangs());

        assertThat(hung.awaitClosed()).isTrue();
        provider.says("next");
        assertThat(agent.ask(LlmRequest.of("again"), LONG).text()).isEqualTo("next");
    }

    @Test
    void aFailedRequestLeavesTheConversationAsItWas() {
        provider.says("one").fails(LlmFailure.of(Reason.REFUSED, "no").partialText("I cannot"));
        var agent = agent();
        agent.ask(LlmRequest.of("first"), LONG);

        Throwable thrown = catchThrowable(() -> agent.ask(LlmRequest.of("second"), LONG));

        assertThat(failure(thrown).reason()).isEqualTo(Reason.REFUSED);
        assertThat(failure(thrown).partialText()).isEqualTo("I cannot");
        assertThat(agent.ask(new GetConversation(), LONG).messages())
                .containsExactly(ChatMessage.user("first"), ChatMessage.assistant("one"));
    }

    @Test
    void whatAProviderThrowsFailsTheRequestAndNotTheAgent() {
        provider.then(prompt -> {
            throw new IllegalStateException("a bug");
        });
        provider.says("well");
        var agent = agent();

        Throwable thrown = catchThrowable(() -> agent.ask(LlmRequest.of("first"), LONG));

        assertThat(failure(thrown).reason()).isEqualTo(Reason.PROVIDER_FAILED);
        assertThat(failure(thrown)).hasRootCauseMessage("a bug");
        assertThat(agent.ask(LlmRequest.of("second"), LONG).text()).isEqualTo("well");
    }

    @Test
    void theStopOfAnAgentClosesTheStreamAndItsAskerIsTold() throws InterruptedException {
        var hung = provider.hangsAfter("a");
        var agent = agent();
        var answer = agent.askAsync(LlmRequest.of("story"), LONG);
        hung.awaitHanging();

        syndicate.stop(agent);

        assertThat(hung.awaitClosed()).isTrue();
        assertThatThrownBy(answer::join).hasMessageContaining("stopped");
        assertThat(syndicate.awaitStop(agent, LONG)).isTrue();
    }

    @Test
    void theTraceOfTheRequestIsPassedToTheProvider() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        provider.says("hello");
        try (var probe = TestProbe.in(syndicate)) {
            var asker = syndicate.createActor(String.class, (context, message) -> {
                context.ask(LlmRequest.of("hi"), agent(), LONG);
                probe.ref().tell("done");
            });

            asker.tell("go", SendOptions.header(SendOptions.TRACE_PARENT, trace));

            probe.expectMessage("done");
            assertThat(provider.prompts().getFirst().options().headers())
                    .containsEntry(SendOptions.TRACE_PARENT, trace);
        }
    }

    @Test
    void aLongConversationForgetsItsOldestExchange() {
        provider.says("1").says("2").says("3");
        var agent = agent(s -> s.maxMessages(4));
        for (String prompt : List.of("a", "b", "c")) {
            agent.ask(LlmRequest.of(prompt), LONG);
        }

        assertThat(agent.ask(new GetConversation(), LONG).messages())
                .containsExactly(
                        ChatMessage.user("b"),
                        ChatMessage.assistant("2"),
                        ChatMessage.user("c"),
                        ChatMessage.assistant("3"));
    }

    record Order(String item, int count) {}

    @Test
    void anAnswerCanBeAValue() {
        provider.says("{\"item\":\"pizza\",", "\"count\":2}");

        Order order = agent().ask(LlmRequest.of("two pizzas").as(Order.class), LONG);

        assertThat(order).isEqualTo(new Order("pizza", 2));
        assertThat(provider.prompts().getFirst().output())
                .isNotNull()
                .satisfies(schema -> assertThat(schema.name()).isEqualTo("Order"));
    }

    @Test
    void anAnswerThatDoesNotFitIsSentBackOnceAndForgotten() {
        provider.says("two pizzas").says("{\"item\":\"pizza\",\"count\":2}");
        var agent = agent();

        Order order = agent.ask(LlmRequest.of("order").as(Order.class), LONG);

        assertThat(order.count()).isEqualTo(2);
        assertThat(provider.prompts().getLast().messages()).hasSize(3);
        assertThat(agent.ask(new GetConversation(), LONG).messages()).hasSize(2);
    }

    @Test
    void anAnswerThatNeverFitsIsMalformed() {
        provider.says("two pizzas").says("{\"item\":\"pizza\"}");

        Throwable thrown =
                catchThrowable(() -> agent().ask(LlmRequest.of("order").as(Order.class), LONG));

        assertThat(failure(thrown).reason()).isEqualTo(Reason.MALFORMED);
        assertThat(failure(thrown).partialText()).contains("pizza");
    }

    @Test
    void requestsAreAnsweredInTheirOrder() {
        var agent = syndicate.createActor(LlmAgent.of(new EchoProvider()));
        List<CompletableFuture<LlmResponse>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(agent.askAsync(LlmRequest.of("word " + i), LONG));
        }

        for (int i = 0; i < 20; i++) {
            assertThat(answers.get(i).join().text()).isEqualTo("word " + i);
        }
        List<ChatMessage> messages = agent.ask(new GetConversation(), LONG).messages();
        assertThat(messages).hasSize(40);
        assertThat(messages.get(38)).isEqualTo(ChatMessage.user("word 19"));
    }

    @Test
    void theBooksAddUp() throws InterruptedException {
        var hung = provider.hangsAfter();
        var agent = agent();
        var _ = agent.askAsync(LlmRequest.of("first").id("r1"), LONG);
        var _ = agent.askAsync(LlmRequest.of("second"), LONG);
        hung.awaitHanging();
        syndicate.stop(agent);

        assertThat(syndicate.awaitStop(agent, LONG)).isTrue();
        Await.until("the books to add up", () -> syndicate.ledger().balanced());
    }

    @Test
    void aStatelessAgentForgetsEachRequest() {
        provider.says("one").says("two");
        var agent = agent(AgentSettings::stateless);

        agent.ask(LlmRequest.of("first"), LONG);
        agent.ask(LlmRequest.of("second"), LONG);

        assertThat(provider.prompts().getLast().messages()).containsExactly(ChatMessage.user("second"));
    }

    /** A worker holds its message, so the troupe gives it no other one meanwhile. */
    @Test
    void aTroupeOfAgentsWorksAtOnce() throws InterruptedException {
        List<ScriptedProvider.Hung> hung = List.of(provider.hangsAfter(), provider.hangsAfter());
        provider.says("third");
        var clock = ManualClock.create();
        try (var manual = Syndicate.open("manual", c -> c.hooks(clock.hooks()))) {
            var troupe = manual.createActor(Troupe.of(LlmAgent.of(provider, AgentSettings::stateless), s -> s.max(2)));
            LlmRequest request = LlmRequest.of("hi").timeout(Duration.ofSeconds(5));
            var first = troupe.askAsync(request, LONG);
            var second = troupe.askAsync(request, LONG);
            var third = troupe.askAsync(request, LONG);
            hung.get(0).awaitHanging();
            hung.get(1).awaitHanging();
            assertThat(provider.prompts()).hasSize(2);

            clock.advance(Duration.ofSeconds(5));

            assertThat(failureOf(first).reason()).isEqualTo(Reason.TIMED_OUT);
            assertThat(failureOf(second).reason()).isEqualTo(Reason.TIMED_OUT);
            assertThat(third.join().text()).isEqualTo("third");
        }
    }
}
