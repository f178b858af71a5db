package io.sparkactor.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.AskException;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.LlmAgent;
import io.sparkactor.agent.LlmCommand;
import io.sparkactor.agent.LlmRequest;
import io.sparkactor.agent.limit.RetryPolicy;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmProvider;
import io.sparkactor.agent.spi.LlmStream;
import io.sparkactor.agent.testserver.Reply;
import io.sparkactor.agent.testserver.ResponsesScript;
import io.sparkactor.agent.testserver.StreamReply;
import io.sparkactor.testkit.Await;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What many turns with faults leave behind, over HTTP: no connection, and no stream in memory. */
class NothingStaysTest extends OpenAiTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int TURNS = 120;

    /** The end of a stream is read beside the next call, which then takes another connection. */
    private static final int MOST_IDLE = 3;

    private static final ResponsesScript ANSWER = ResponsesScript.answer().text("Good ", "day");
    private static final StreamReply HALF = StreamReply.empty().events(ANSWER.eventsToLastDelta());
    private static final List<Reply> REPLIES = List.of(
            ANSWER.stream(),
            ANSWER.json(),
            Reply.error(500, Map.of(), "server_error", "oops"),
            Reply.error(503, Map.of("retry-after-ms", "1"), "overloaded", "later"),
            Reply.drop(),
            HALF,
            HALF.thenDrop(),
            HALF.thenClose(),
            HALF.hang(),
            StreamReply.empty().events(ANSWER.events()).hang());

    /** Knows the streams of another provider as long as somebody else does. */
    private record Watched(LlmProvider provider, Queue<WeakReference<LlmStream>> streams) implements LlmProvider {

        @Override
        public String name() {
            return provider.name();
        }

        @Override
        public LlmStream stream(LlmPrompt prompt) throws InterruptedException {
            LlmStream stream = provider.stream(prompt);
            streams.add(new WeakReference<>(stream));
            return stream;
        }

        long alive() {
            System.gc();
            return streams.stream().filter(stream -> stream.get() != null).count();
        }
    }

    @Test
    void faultsLeaveNeitherConnectionsNorStreams() throws InterruptedException {
        var next = new AtomicInteger();
        server.otherwise(_ -> REPLIES.get(next.getAndIncrement() % REPLIES.size()));
        var watched = new Watched(provider, new ConcurrentLinkedQueue<>());
        try (Syndicate syndicate = Syndicate.open("nothing-stays")) {
            var agent = syndicate.createActor(LlmAgent.of(
                    watched, s -> s.retry(new RetryPolicy(2, Duration.ofMillis(1), Duration.ofSeconds(1)))));
            int answered = 0;
            for (int turn = 0; turn < TURNS; turn++) {
                answered += isAnswered(agent) ? 1 : 0;
            }

            assertThat(answered).isPositive();
            assertThat(watched.streams).isNotEmpty();
            Await.until("all streams to be garbage", LONG, () -> watched.alive() == 0);
            Await.until("none but idle connections", LONG, () -> server.connections() <= MOST_IDLE);
            provider.close();
            Await.until("all connections to be closed", LONG, () -> server.connections() == 0);
        }
    }

    private static boolean isAnswered(ActorRef<LlmCommand> agent) {
        try {
            return !agent.ask(LlmRequest.of("Hello").timeout(Duration.ofMillis(300)), LONG)
                    .text()
                    .isEmpty();
        } catch (AskException failed) {
            return false;
        }
    }
}
