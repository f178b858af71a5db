package io.sparkactor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sparkactor.ActorSpec;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.provider.EchoProvider;
import io.sparkactor.agent.tool.LlmTool;
import io.sparkactor.agent.tool.Tool;
import io.sparkactor.agent.tool.ToolAction;
import io.sparkactor.agent.tool.ToolContext;
import io.sparkactor.agent.tool.ToolTrace;
import io.sparkactor.testkit.Await;
import io.sparkactor.testkit.TestProbe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the tools that a model calls. */
@Timeout(60)
class ToolCallsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Syndicate syndicate = Syndicate.open("tools");
    private final AtomicInteger mails = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CyclicBarrier both = new CyclicBarrier(2);

    @AfterEach
    void close() {
        never.countDown();
        syndicate.close(Duration.ZERO);
    }

    record City(String name) {}

    record Mail(String to) {}

    private final LlmTool weather =
            LlmTool.of("weather", "The weather", City.class, (city, context) -> city.name() + " is warm");
    private final LlmTool mail =
            LlmTool.of("mail", "Sends", Mail.class, (mail, context) -> "sent " + mails.incrementAndGet());
    private final LlmTool fault = LlmTool.of("fault", "Fails", City.class, (city, context) -> {
        throw new IllegalStateException("no map");
    });
    private final LlmTool meet = LlmTool.of("meet", "Waits for another", City.class, (city, context) -> {
        both.await(10, TimeUnit.SECONDS);
        return city.name() + " met";
    });
    private final LlmTool hang = LlmTool.of("hang", "Hangs", City.class, (city, context) -> {
        mails.incrementAndGet();
        begun.countDown();
        try {
            never.await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
        return "";
    });

    private ActorSpec<LlmCommand> spec(UnaryOperator<AgentSettings> change) {
        return LlmAgent.of(new EchoProvider(), s -> change.apply(s.tools(weather, mail, fault, meet, hang)));
    }

    private String ask(String prompt) {
        return syndicate
                .createActor(spec(s -> s))
                .ask(LlmRequest.of(prompt), LONG)
                .text();
    }

    @Test
    void theModelGetsWhatAToolReturned() {
        assertThat(ask("call weather {\"name\":\"Paris\"}")).isEqualTo("Paris is warm");
    }

    @Test
    void callsOfOneAnswerRunAtOnceAndComeBackInTheirOrder() {
        assertThat(ask("call meet {\"name\":\"A\"}\ncall meet {\"name\":\"B\"}"))
                .isEqualTo("A met\nB met");
    }

    @Test
    void oneToolThatFailsDoesNotLoseTheOthers() {
        assertThat(ask("call fault {\"name\":\"A\"}\ncall weather {\"name\":\"B\"}"))
                .isEqualTo("java.lang.IllegalStateException: no map\nB is warm");
    }

    @Test
    void theModelIsToldOfUnknownToolsAndBadArguments() {
        assertThat(ask("call oracle {}\ncall weather {\"town\":\"A\"}\ncall weather {\"name\": }"))
                .startsWith("there is no tool named oracle\nthe arguments do not fit: ")
                .containsPattern("(?s)do not fit.*do not fit");
    }

    @Test
    void aToolThatTakesTooLongIsInterruptedAndTheOthersCount() throws InterruptedException {
        var agent = syndicate.createActor(
                LlmAgent.of(new EchoProvider(), s -> s.tools(weather, hang.timeout(Duration.ofMillis(30)))));

        String text = agent.ask(LlmRequest.of("call hang {\"name\":\"A\"}\ncall weather {\"name\":\"B\"}"), LONG)
                .text();

        assertThat(text).isEqualTo("it took longer than 30 ms\nB is warm");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aCancelInterruptsTheTools() throws InterruptedException {
        var agent = syndicate.createActor(spec(s -> s));
        var answer = agent.askAsync(LlmRequest.of("call hang {\"name\":\"A\"}").id("r1"), LONG);
        begun.await();

        agent.ask(new LlmCancel("r1"), LONG);

        assertThat(LlmException.causeOf(catchThrowable(answer::join))
                        .orElseThrow()
                        .reason())
                .isEqualTo(Reason.CANCELLED);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aStopOfTheAgentInterruptsTheTools() throws InterruptedException {
        var agent = syndicate.createActor(spec(s -> s));
        var _ = agent.askAsync(LlmRequest.of("call hang {\"name\":\"A\"}"), LONG);
        begun.await();

        syndicate.stop(agent);

        assertThat(syndicate.awaitStop(agent, LONG)).isTrue();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aModelThatNeverEndsIsStoppedAtItsRounds() {
        var provider = new ScriptedProvider();
        for (int i = 0; i < 4; i++) {
            provider.calls(new ToolCall("c" + i, "mail", "{\"to\":\"ann\"}"));
        }
        var agent = syndicate.createActor(LlmAgent.of(provider, s -> s.tools(mail)));

        Throwable thrown = catchThrowable(() -> agent.ask(LlmRequest.of("go").maxRounds(3), LONG));

        assertThat(LlmException.causeOf(thrown).orElseThrow().reason()).isEqualTo(Reason.TOO_MANY_ROUNDS);
        assertThat(mails).hasValue(3);
        assertThat(provider.prompts()).hasSize(4);
    }

    @Test
    void ofTooManyCallsTheRestFails() {
        String text = ask("call mail {\"to\":\"ann\"}\n".repeat(66));

        assertThat(mails).hasValue(64);
        assertThat(text).endsWith("\nat most 64 calls of one answer are carried out".repeat(2));
    }

    @Test
    void aConversationHoldsTheWholeExchange() {
        var agent = syndicate.createActor(spec(s -> s));
        agent.ask(LlmRequest.of("call weather {\"name\":\"Paris\"}"), LONG);

        List<ChatMessage> messages = agent.ask(new GetConversation(), LONG).messages();

        assertThat(messages).hasSize(4);
        assertThat(messages.get(1)).isInstanceOf(ChatMessage.Assistant.class);
        assertThat(messages.get(2)).isInstanceOf(ChatMessage.ToolResults.class);
        assertThat(messages.get(3)).isEqualTo(ChatMessage.assistant("Paris is warm"));
    }

    @Test
    void aStreamTellsOfTools() {
        var agent = syndicate.createActor(spec(s -> s));
        try (var stream = agent.askStream(LlmRequest.of("call weather {\"name\":\"Paris\"}").stream(), LONG)) {
            assertThat(stream.next()).isInstanceOf(LlmStreamChunk.ToolCalled.class);
            assertThat(stream.next()).isInstanceOf(LlmStreamChunk.ToolReturned.class);
            assertThat(stream.next().text()).isEqualTo("Paris");
        }
    }

    @Test
    void theLatestCallsAreTraced() {
        var agent = syndicate.createActor(spec(s -> s.maxTraces(2)));
        for (String city : List.of("A", "B", "C")) {
            agent.ask(LlmRequest.of("call weather {\"name\":\"" + city + "\"}").id("r" + city), LONG);
        }

        List<ToolTrace> traces = agent.ask(new GetToolTraces(), LONG);

        assertThat(traces).extracting(ToolTrace::requestId).containsExactly("rB", "rC");
        assertThat(traces.getLast().result().output()).isEqualTo("C is warm");
        assertThat(traces.getLast().round()).isEqualTo(1);
    }

    @Test
    void anEffectIsNotRepeatedWhenTheRequestComesAgainAfterARestart() {
        var pair = syndicate.createActor(() -> new RestartingPair(spec(s -> s)));
        var agent = RestartingPair.agentOf(pair);
        LlmRequest request = LlmRequest.of("call mail {\"to\":\"ann\"}").id("r1");
        agent.ask(request, LONG);

        RestartingPair.restart(pair);

        Await.until(
                "the restart",
                () -> agent.ask(new GetConversation(), LONG).messages().isEmpty());
        assertThat(agent.ask(request, LONG).text()).isEqualTo("sent 1");
        assertThat(mails).hasValue(1);
    }

    @Test
    void anEffectThatNobodyKnowsOfIsNotRepeated() throws InterruptedException {
        var pair = syndicate.createActor(() -> new RestartingPair(spec(s -> s)));
        var agent = RestartingPair.agentOf(pair);
        LlmRequest request = LlmRequest.of("call hang {\"name\":\"A\"}").id("r1");
        var first = agent.askAsync(request, LONG);
        begun.await();

        RestartingPair.restart(pair);

        assertThat(catchThrowable(first::join)).isNotNull();
        assertThat(agent.ask(request, LONG).text()).contains("nobody knows whether it has taken effect");
        assertThat(mails).hasValue(1);
    }

    @Test
    void aRepeatableCallIsRunAgain() throws InterruptedException {
        var calls = new AtomicInteger();
        var look = LlmTool.of("look", "Looks", City.class, (city, context) -> {
                    if (calls.incrementAndGet() == 1) {
                        begun.countDown();
                        never.await();
                    }
                    return "seen";
                })
                .repeatable(true);
        var agent = syndicate.createActor(LlmAgent.of(new EchoProvider(), s -> s.tools(look)));
        LlmRequest request = LlmRequest.of("call look {\"name\":\"A\"}").id("r1");
        var _ = agent.askAsync(request, LONG);
        begun.await();
        agent.ask(new LlmCancel("r1"), LONG);

        assertThat(agent.ask(request, LONG).text()).isEqualTo("seen");
    }

    @Test
    void theSameCallTwiceInOneRequestHasTwoEffects() {
        assertThat(ask("call mail {\"to\":\"ann\"}\ncall mail { \"to\": \"ann\" }"))
                .contains("sent 1", "sent 2");
    }

    @Tool("Greets")
    record Greet(String name) implements ToolAction {
        @Override
        public Object run(ToolContext context) {
            return List.of("hello " + name, context.requestId());
        }
    }

    static class Methods {
        @Tool("Adds")
        long add(int a, long b) {
            return a + b;
        }

        @Tool(value = "Key", name = "the_key", repeatable = true)
        String key(ToolContext context) {
            return context.idempotencyKey();
        }
    }

    @Test
    void recordsAndMethodsAreTools() {
        var agent = syndicate.createActor(LlmAgent.of(new EchoProvider(), s -> s.tools(Greet.class, new Methods())));

        assertThat(agent.ask(LlmRequest.of("call greet {\"name\":\"ann\"}").id("r1"), LONG)
                        .text())
                .isEqualTo("[\"hello ann\",\"r1\"]");
        assertThat(agent.ask(LlmRequest.of("call add {\"a\":2,\"b\":40}"), LONG).text())
                .isEqualTo("42");
        assertThat(agent.ask(LlmRequest.of("call the_key {}").id("r2"), LONG).text())
                .startsWith("r2/the_key/")
                .endsWith("/1");
    }

    @Test
    void aToolMayAskActors() {
        try (var probe = TestProbe.in(syndicate)) {
            var greeter = syndicate.createActor(String.class, (context, message) -> message.reply("hi"));
            var asking = LlmTool.of("asking", "Asks", City.class, (city, context) -> {
                probe.ref().tell(context.syndicate().name());
                return greeter.ask("hello", String.class, LONG);
            });
            var agent = syndicate.createActor(LlmAgent.of(new EchoProvider(), s -> s.tools(asking)));

            assertThat(agent.ask(LlmRequest.of("call asking {\"name\":\"A\"}"), LONG)
                            .text())
                    .isEqualTo("hi");
            probe.expectMessage("tools");
        }
    }
}
