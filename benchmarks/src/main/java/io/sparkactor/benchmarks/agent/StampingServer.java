package io.sparkactor.benchmarks.agent;

import io.sparkactor.agent.openai.OpenAiResponsesProvider;
import io.sparkactor.agent.spi.LlmProvider;
import io.sparkactor.agent.testserver.FakeLlmServer;
import io.sparkactor.agent.testserver.ReplySink;
import io.sparkactor.agent.testserver.ResponsesScript;
import io.sparkactor.agent.testserver.SseEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server of the Responses API whose tokens are due at fixed moments; each says when it was due, in the nanoseconds of the JVM. Thread-safe.
 */
public final class StampingServer implements AutoCloseable {

    private static final String TOKEN = "(token)";

    private final List<SseEvent> events = ResponsesScript.answer().text(TOKEN).events();
    private final FakeLlmServer server = FakeLlmServer.start();

    /**
     * Starts it.
     *
     * @param tokens how many an answer has
     * @param pace from one token to the next
     */
    public StampingServer(int tokens, Duration pace) {
        server.otherwise(_ -> out -> write(out, tokens, pace.toNanos()));
    }

    /** Asks it by the official client. */
    public LlmProvider provider() {
        return OpenAiResponsesProvider.builder("fake-model")
                .apiKey("sk-test")
                .baseUri(server.baseUri())
                .build();
    }

    private void write(ReplySink out, int tokens, long pace) throws IOException, InterruptedException {
        out.begin(200, "text/event-stream", Map.of());
        for (SseEvent event : events) {
            if (event.name().endsWith(".delta")) {
                long due = System.nanoTime();
                for (int i = 0; i < tokens; i++) {
                    due += pace;
                    TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                    out.chunk(event.text().replace(TOKEN, due + " "));
                }
            } else {
                out.chunk(event.text());
            }
        }
        out.end();
    }

    /** Closes all connections. */
    @Override
    public void close() {
        server.close();
    }
}
