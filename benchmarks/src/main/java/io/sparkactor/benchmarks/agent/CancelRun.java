package io.sparkactor.benchmarks.agent;

import io.sparkactor.ActorRef;
import io.sparkactor.AskFailedException;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.LlmAgent;
import io.sparkactor.agent.LlmCancel;
import io.sparkactor.agent.LlmCommand;
import io.sparkactor.agent.LlmRequest;
import io.sparkactor.agent.openai.OpenAiResponsesProvider;
import io.sparkactor.agent.testserver.FakeLlmServer;
import io.sparkactor.agent.testserver.ResponsesScript;
import io.sparkactor.agent.testserver.StreamReply;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Latencies;
import java.time.Duration;
import java.util.List;

/** An agent whose streams hang, and the server that sees how they end. Driven by one thread. */
public final class CancelRun implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofMillis(200);

    private final FakeLlmServer server = FakeLlmServer.start()
            .otherwise(_ -> StreamReply.empty()
                    .events(ResponsesScript.answer().text("Once ", "upon").eventsToLastDelta())
                    .hang());
    private final OpenAiResponsesProvider provider = OpenAiResponsesProvider.builder("fake-model")
            .apiKey("sk-test")
            .baseUri(server.baseUri())
            .build();
    private final Syndicate syndicate = Syndicate.open("cancel");
    private final ActorRef<LlmCommand> agent = syndicate.createActor(LlmAgent.of(provider));
    private final double maxMillis;

    /** A run with this bar for the longest time. */
    public CancelRun(double maxMillis) {
        this.maxMillis = maxMillis;
    }

    /** Cancels so many streams that hang. */
    public List<Figure> cancels(int times) throws InterruptedException {
        var latencies = new Latencies();
        for (int i = 0; i < times; i++) {
            var request = LlmRequest.of("A story");
            try (var stream = agent.askStream(request.stream(), LONG)) {
                var chunks = stream.iterator();
                chunks.next();
                chunks.next();
                long cancelled = System.nanoTime();
                agent.tell(new LlmCancel(request.id()));
                latencies.keep(server.awaitHangUp(LONG) - cancelled);
            }
        }
        return figures("cancel", latencies);
    }

    /** Lets the time of so many requests end. */
    public List<Figure> timeouts(int times) throws InterruptedException {
        var latencies = new Latencies();
        for (int i = 0; i < times; i++) {
            long over = System.nanoTime() + TIMEOUT.toNanos();
            try {
                agent.ask(LlmRequest.of("A story").timeout(TIMEOUT), LONG);
                throw new IllegalStateException("a stream that hangs has given an answer");
            } catch (AskFailedException timedOut) {
                latencies.keep(server.awaitHangUp(LONG) - over);
            }
        }
        return figures("time-out", latencies);
    }

    private List<Figure> figures(String what, Latencies latencies) {
        return Figure.latencies(what, latencies, Double.NaN, maxMillis);
    }

    /** Ends agent, client and server. */
    @Override
    public void close() {
        syndicate.close();
        provider.close();
        server.close();
    }
}
