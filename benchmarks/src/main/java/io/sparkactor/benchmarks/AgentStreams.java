package io.sparkactor.benchmarks;

import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.LlmAgent;
import io.sparkactor.agent.LlmCommand;
import io.sparkactor.agent.LlmRequest;
import io.sparkactor.agent.LlmStreamChunk;
import io.sparkactor.agent.spi.LlmProvider;
import io.sparkactor.benchmarks.agent.StampingProvider;
import io.sparkactor.benchmarks.agent.StampingServer;
import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Latencies;
import io.sparkactor.benchmarks.measure.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How late are the tokens of a model, with many agents that stream at once?
 *
 * <pre>{@code
 * ./spark bench AgentStreams [--http] [--agents N] [--rate N] [--seconds N] [--out FILE.md]
 * }</pre>
 *
 * <p>Each agent asks a model in memory, whose tokens are due at fixed moments, and has a reader on a virtual thread of its own. The agents begin
 * at random within a second. Prints the time from the moment at which a token was due to the one at which its reader has it, so that the lateness
 * of the model's own sleep is in it. A first round of two seconds does not count. With {@code --http} the model is a server in this JVM, asked
 * by the official OpenAI client: what the server takes is in it as well.
 */
final class AgentStreams {

    private static final double P99_MILLIS = 100;
    private static final int WARM_UP_SECONDS = 2;

    private AgentStreams() {}

    /** Runs both rounds and prints the figures. */
    public static void main(String[] args) throws InterruptedException {
        Arguments arguments = Arguments.ofMain(args, "--http", "--agents=", "--rate=", "--seconds=", "--out=");
        boolean http = arguments.has("--http");
        int agents = arguments.number("--agents", http ? 200 : 1_000);
        int rate = arguments.number("--rate", 50);
        int seconds = arguments.number("--seconds", 20);
        Report report = new Report("%,d agents that stream %d tokens a second each%s, %d s"
                .formatted(agents, rate, http ? " over HTTP" : "", seconds));
        round(http, agents, rate, WARM_UP_SECONDS);
        Latencies latencies = round(http, agents, rate, seconds);
        List<Figure> figures = Figure.latencies("token", latencies, P99_MILLIS, Double.NaN);
        report.figures("From the moment at which it was due to its reader", figures);
        report.write(arguments);
    }

    private static Latencies round(boolean http, int agents, int rate, int seconds) throws InterruptedException {
        int tokens = rate * seconds;
        Duration pace = Duration.ofSeconds(1).dividedBy(rate);
        if (!http) {
            return round(agents, new StampingProvider(tokens, pace));
        }
        try (var server = new StampingServer(tokens, pace);
                var provider = server.provider()) {
            return round(agents, provider);
        }
    }

    private static Latencies round(int agents, LlmProvider provider) throws InterruptedException {
        var latencies = new Latencies();
        try (Syndicate syndicate = Syndicate.open("streams")) {
            List<Thread> readers = new ArrayList<>();
            for (int i = 0; i < agents; i++) {
                var agent = syndicate.createActor(LlmAgent.of(provider));
                readers.add(Thread.ofVirtual().start(() -> read(agent, latencies)));
            }
            for (Thread reader : readers) {
                reader.join();
            }
        }
        return latencies;
    }

    private static void read(ActorRef<LlmCommand> agent, Latencies latencies) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1_000));
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a reader", e);
        }
        LlmRequest request = LlmRequest.of("go on").timeout(Duration.ofHours(1));
        try (var stream = agent.askStream(request.stream(), Duration.ofMinutes(1))) {
            for (LlmStreamChunk chunk : stream) {
                latencies.keep(System.nanoTime() - Long.parseLong(chunk.text().strip()));
            }
        }
    }
}
