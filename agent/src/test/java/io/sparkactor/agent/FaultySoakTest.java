package io.sparkactor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.AskException;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.limit.Budget;
import io.sparkactor.agent.limit.RetryPolicy;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmProvider;
import io.sparkactor.agent.spi.LlmStream;
import io.sparkactor.agent.spi.ToolDefinition;
import io.sparkactor.agent.tool.LlmTool;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many turns with faults of the provider, cancels and restarts among them. */
@Timeout(180)
class FaultySoakTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int AGENTS = 4;
    private static final int TURNS = 2_500;
    private static final int RESTARTS = 5;

    record Payment(String who) {}

    /** Has a payment made, and says what came of it; now and then it fails, breaks off or hangs until it is closed. */
    private static final class FaultyProvider implements LlmProvider {

        private final Random random;
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicLong largest = new AtomicLong();

        private final long latencyNanos;

        FaultyProvider(int seed, Duration latency) {
            random = new Random(seed);
            latencyNanos = latency.toNanos();
        }

        @Override
        public String name() {
            return "faulty";
        }

        @Override
        public synchronized LlmStream stream(LlmPrompt prompt) {
            int dice = random.nextInt(80);
            switch (dice) {
                case 0 -> throw new LlmException(Reason.PROVIDER_FAILED, "oops");
                case 1 -> throw new LlmException(Reason.UNAVAILABLE, "down");
                case 2 -> throw new IllegalStateException("a bug");
                default -> {}
            }
            open.incrementAndGet();
            return new Faulty(answer(prompt), dice == 3, dice == 4);
        }

        /** Uses all that a request may take. */
        private LlmAnswer answer(LlmPrompt prompt) {
            var usage = LlmUsage.of(inputOf(prompt), prompt.options().maxOutputTokens());
            largest.accumulateAndGet(usage.totalTokens(), Math::max);
            return switch (prompt.messages().getLast()) {
                case ChatMessage.User(String who) -> {
                    var call = new ToolCall("c" + prompt.messages().size(), "pay", "{\"who\":\"" + who + "\"}");
                    yield new LlmAnswer("", List.of(call), "faulty", usage, Map.of());
                }
                default -> LlmAnswer.of("done", "faulty", usage);
            };
        }

        private static long inputOf(LlmPrompt prompt) {
            long tokens = 16L * (prompt.messages().size() + prompt.tools().size());
            for (ToolDefinition tool : prompt.tools()) {
                tokens += (tool.name() + tool.description() + tool.parameters()).length();
            }
            for (ChatMessage message : prompt.messages()) {
                tokens += switch (message) {
                    case ChatMessage.Instructions(String text) -> text.length();
                    case ChatMessage.User(String text) -> text.length();
                    case ChatMessage.Assistant assistant ->
                        assistant.text().length()
                                + assistant.toolCalls().stream()
                                        .mapToInt(call -> (call.id() + call.tool() + call.arguments()).length())
                                        .sum();
                    case ChatMessage.ToolResults(var results) ->
                        results.stream()
                                .mapToInt(result -> (result.callId() + result.output()).length())
                                .sum();
                };
            }
            return tokens;
        }

        private final class Faulty implements LlmStream {

            private final LlmAnswer answer;
            private final boolean breaks;
            private final boolean hangs;
            private final CountDownLatch closed = new CountDownLatch(1);
            private boolean begun;

            Faulty(LlmAnswer answer, boolean breaks, boolean hangs) {
                this.answer = answer;
                this.breaks = breaks;
                this.hangs = hangs;
            }

            @Override
            public @Nullable LlmDelta next() throws InterruptedException {
                if (!begun) {
                    begun = true;
                    LockSupport.parkNanos(latencyNanos);
                    return new LlmDelta.Text("well");
                }
                if (breaks) {
                    throw new LlmException(Reason.DISCONNECTED, "cut");
                }
                if (hangs) {
                    closed.await();
                    throw new LlmException(Reason.CANCELLED, "closed");
                }
                return null;
            }

            @Override
            public LlmAnswer answer() {
                return answer;
            }

            @Override
            public synchronized void close() {
                if (closed.getCount() > 0) {
                    closed.countDown();
                    open.decrementAndGet();
                }
            }
        }
    }

    private final Map<String, AtomicInteger> effects = new ConcurrentHashMap<>();
    private final AtomicInteger tools = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();

    private final LlmTool pay = LlmTool.of("pay", "Pays", Payment.class, (payment, context) -> {
        tools.incrementAndGet();
        try {
            effects.computeIfAbsent(payment.who(), who -> new AtomicInteger()).incrementAndGet();
            return "paid " + payment.who();
        } finally {
            tools.decrementAndGet();
        }
    });

    /** Ten thousand turns, twenty restarts: no effect is repeated, and nothing stays open. */
    @Test
    void noEffectIsRepeatedAndNothingStaysOpen() throws InterruptedException {
        var provider = new FaultyProvider(1, Duration.ZERO);
        Budget budget = Budget.unlimited();
        var callbacks = new CallbackThreads();
        try (Syndicate syndicate = Syndicate.open("soak", c -> c.hooks(callbacks.hooks()))) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < AGENTS; i++) {
                int number = i;
                var spec = LlmAgent.of(
                        provider,
                        s -> s.tools(pay)
                                .budget(budget)
                                .maxMessages(20)
                                .retry(new RetryPolicy(2, Duration.ofMillis(1), Duration.ofSeconds(1))));
                var pair = syndicate.createActor(() -> new RestartingPair(spec));
                threads.add(Thread.ofVirtual().start(() -> drive(number, pair)));
            }
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(answers.get()).isGreaterThan(AGENTS * TURNS / 2);
            assertThat(effects).hasSizeGreaterThan(AGENTS * TURNS / 2);
            assertThat(effects.values()).allSatisfy(count -> assertThat(count).hasValue(1));
            Await.until("all streams to be closed", () -> provider.open.get() == 0);
            Await.until("all threads to end", () -> callbacks.running() == 0);
            Await.until("all tools to end", () -> tools.get() == 0);
            Await.until("the books to add up", () -> syndicate.ledger().balanced());
            assertThat(budget.spent().requests()).isGreaterThan(2L * answers.get());
        }
    }

    private void drive(int number, ActorRef<String> pair) {
        ActorRef<LlmCommand> agent = RestartingPair.agentOf(pair);
        for (int turn = 0; turn < TURNS; turn++) {
            LlmRequest request =
                    LlmRequest.of(number + "-" + turn).id(number + "/" + turn).timeout(Duration.ofMillis(200));
            if (turn % (TURNS / RESTARTS) == TURNS / RESTARTS / 2) {
                var _ = agent.askAsync(request, LONG);
                RestartingPair.restart(pair);
            }
            for (int attempt = 0; attempt < 3 && !asks(agent, request); attempt++) {
                // the same request comes again, with the same id
            }
        }
    }

    private boolean asks(ActorRef<LlmCommand> agent, LlmRequest request) {
        try {
            assertThat(agent.ask(request, LONG).text()).isEqualTo("done");
            answers.incrementAndGet();
            return true;
        } catch (AskException e) {
            return false;
        }
    }

    /** Agents of a tree that share one budget, at once: it is exceeded by one request at most. */
    @Test
    void aTreeOfAgentsObeysOneBudget() throws InterruptedException {
        var provider = new FaultyProvider(2, Duration.ofMillis(10)); // so that requests are under way at once
        Budget whole = Budget.of(b -> b.tokens(40_000));
        Budget half = whole.part(b -> b.tokens(18_000));
        try (Syndicate syndicate = Syndicate.open("budgets")) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 3 * AGENTS; i++) {
                Budget part = i % 2 == 0 ? whole : half;
                var agent = syndicate.createActor(LlmAgent.of(
                        provider, s -> s.tools(pay).budget(part).maxMessages(1).maxOutputTokens(50)));
                threads.add(Thread.ofVirtual().start(() -> askUntilItIsUsedUp(agent)));
            }
            for (Thread thread : threads) {
                assertThat(thread.join(Duration.ofMinutes(1))).isTrue();
            }
        }

        assertThat(whole.spent().usage().totalTokens()).isGreaterThan(30_000);
        assertThat(List.of(whole, half))
                .allSatisfy(part -> assertThat(part.spent().usage().totalTokens())
                        .isLessThan(part.limits().tokens() + provider.largest.get()));
    }

    private void askUntilItIsUsedUp(ActorRef<LlmCommand> agent) {
        Reason reason = Reason.CANCELLED;
        for (int turn = 0; reason != Reason.BUDGET_EXCEEDED; turn++) {
            try {
                agent.ask(LlmRequest.of("t" + turn).timeout(Duration.ofMillis(200)), LONG);
            } catch (AskException e) {
                reason = LlmException.causeOf(e).map(LlmException::reason).orElseThrow();
            }
        }
    }
}
