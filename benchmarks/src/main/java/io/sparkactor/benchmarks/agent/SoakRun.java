package io.sparkactor.benchmarks.agent;

import io.sparkactor.ActorRef;
import io.sparkactor.AskException;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.LlmAgent;
import io.sparkactor.agent.LlmCommand;
import io.sparkactor.agent.LlmRequest;
import io.sparkactor.agent.limit.RetryPolicy;
import io.sparkactor.agent.openai.OpenAiResponsesProvider;
import io.sparkactor.agent.testserver.FakeLlmServer;
import io.sparkactor.agent.tool.ToolJournal;
import io.sparkactor.benchmarks.measure.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Agents that have payments made, over HTTP and with faults. Driven by one thread. */
public final class SoakRun implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final int AGENTS = 4;
    private static final int ATTEMPTS = 4;

    /**
     * What came of some turns.
     *
     * @param answered those with an answer, be it at a second attempt
     * @param failed those without
     * @param paid the payments that were made
     * @param paidTwice those that were made again
     */
    public record Outcome(int answered, int failed, int paid, int paidTwice) {

        List<Figure> figures(double seconds) {
            return List.of(
                    Figure.of("time", seconds, "s"),
                    Figure.of("turns with an answer", answered, ""),
                    Figure.of("turns without, after " + ATTEMPTS + " attempts", failed, ""),
                    Figure.of("payments made", paid, ""),
                    Figure.of("payments made twice", paidTwice, 0, ""));
        }
    }

    private final FakeLlmServer server = FakeLlmServer.start().otherwise(new FaultyReplies());
    private final OpenAiResponsesProvider provider = OpenAiResponsesProvider.builder("fake-model")
            .apiKey("sk-test")
            .baseUri(server.baseUri())
            .build();
    private final Payments payments = new Payments();
    private final Syndicate syndicate = Syndicate.open("soak");
    private final List<ActorRef<RestartingAgent.Command>> agents = new ArrayList<>();
    private int paymentsBegun;

    /** Starts server and agents. */
    public SoakRun() {
        for (int i = 0; i < AGENTS; i++) {
            var spec = LlmAgent.of(
                    provider,
                    s -> s.tools(payments)
                            .maxMessages(20)
                            .journal(ToolJournal.inMemory(100))
                            .retry(new RetryPolicy(2, Duration.ofMillis(1), Duration.ofSeconds(1))));
            agents.add(syndicate.createActor(() -> new RestartingAgent(spec)));
        }
    }

    /** Makes so many turns, with so many restarts among them. */
    public Outcome turns(int turns, int restarts) throws InterruptedException {
        int paidBefore = payments.made();
        int twiceBefore = payments.twice();
        var answered = new AtomicInteger();
        int each = turns / AGENTS;
        int restartsEach = restarts / AGENTS;
        List<Thread> threads = new ArrayList<>();
        for (ActorRef<RestartingAgent.Command> agent : agents) {
            int first = paymentsBegun;
            paymentsBegun += each;
            threads.add(Thread.ofVirtual().start(() -> drive(agent, first, each, restartsEach, answered)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        int done = answered.get();
        return new Outcome(done, each * AGENTS - done, payments.made() - paidBefore, payments.twice() - twiceBefore);
    }

    private static void drive(
            ActorRef<RestartingAgent.Command> parent, int first, int turns, int restarts, AtomicInteger answered) {
        ActorRef<LlmCommand> agent = parent.ask(new RestartingAgent.Get(), LONG);
        int pace = restarts == 0 ? turns + 1 : turns / restarts;
        for (int turn = 0; turn < turns; turn++) {
            int payment = first + turn;
            var request = LlmRequest.of(FaultyReplies.PAY + payment)
                    .id("payment " + payment)
                    .timeout(TIMEOUT);
            if (turn % pace == pace / 2) {
                var _ = agent.askAsync(request, LONG);
                parent.tell(new RestartingAgent.Restart());
            }
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (isAnswered(agent, request)) {
                    answered.incrementAndGet();
                    break;
                }
            }
        }
    }

    private static boolean isAnswered(ActorRef<LlmCommand> agent, LlmRequest request) {
        try {
            return !agent.ask(request, LONG).text().isEmpty();
        } catch (AskException failed) {
            return false;
        }
    }

    /** What the JVM holds once idle connections are closed. */
    Footprint atRest() throws IOException, InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (server.connections() > 0 && System.nanoTime() < end) {
            Thread.sleep(100);
        }
        return Footprint.now();
    }

    /** Ends agents, client and server. */
    @Override
    public void close() {
        syndicate.close();
        provider.close();
        server.close();
    }
}
