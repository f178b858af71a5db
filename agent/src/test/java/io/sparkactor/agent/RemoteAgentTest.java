package io.sparkactor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sparkactor.ActorRef;
import io.sparkactor.AskRefusedException;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.provider.EchoProvider;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmStream;
import io.sparkactor.remote.Remote;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An agent that is asked from another system, over TCP. */
@Timeout(60)
class RemoteAgentTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    record Order(String what, int count) {}

    record Secret(String word) {}

    private static Syndicate open(String name) {
        return Syndicate.open(
                name,
                c -> c.remote(
                        Remote.tcp().allow(LlmCommand.class, LlmStreamChunk.class, LlmResponse.class, Order.class)));
    }

    private static ActorRef<LlmCommand> agentOf(Syndicate right, Syndicate left) {
        right.createActor(LlmAgent.of(new EchoProvider()).named("agent"));
        left.connect(right.systemId(), right.remoteAddress());
        return left.ref(right.systemId(), "agent", LlmCommand.class);
    }

    @Test
    void asksStreamsAndCancelsTravel() {
        try (Syndicate right = open("right");
                Syndicate left = open("left")) {
            ActorRef<LlmCommand> agent = agentOf(right, left);

            LlmResponse response = agent.ask(LlmRequest.of("hello there"), LONG);
            assertThat(response.text()).isEqualTo("hello there");
            assertThat(response.usage()).isEqualTo(LlmUsage.of(2, 2));
            boolean had = agent.ask(new LlmCancel("r9"), LONG);
            assertThat(had).isFalse();
            List<String> words = new ArrayList<>();
            try (var stream = agent.askStream(LlmRequest.of("one two").stream(), LONG)) {
                stream.forEach(chunk -> words.add(chunk.text()));
                assertThat(stream.result().text()).isEqualTo("one two");
            }
            assertThat(words).containsExactly("one", " two");
        }
    }

    @Test
    void anAnswerMayBeAValueOfATypeThatBothAllow() {
        try (Syndicate right = open("right");
                Syndicate left = open("left")) {
            ActorRef<LlmCommand> agent = agentOf(right, left);
            String json = "{\"what\":\"tea\",\"count\":2}";

            assertThat(agent.ask(LlmRequest.of(json).as(Order.class), LONG)).isEqualTo(new Order("tea", 2));
            assertThatThrownBy(() -> agent.ask(LlmRequest.of(json).as(Secret.class), LONG))
                    .isInstanceOf(AskRefusedException.class);
        }
    }

    @Test
    void aFailureIsToldInWords() {
        try (Syndicate right = open("right");
                Syndicate left = open("left")) {
            right.createActor(LlmAgent.of(new ScriptedProvider()).named("scripted"));
            left.connect(right.systemId(), right.remoteAddress());
            var agent = left.ref(right.systemId(), "scripted", LlmCommand.class);

            Throwable thrown = catchThrowable(() -> agent.ask(LlmRequest.of("hello"), LONG));

            assertThat(thrown)
                    .hasStackTraceContaining(Reason.REJECTED.name())
                    .hasStackTraceContaining("script is at its end");
        }
    }

    /** Never at its end. */
    private static final class Endless implements LlmStream {

        private final AtomicInteger given = new AtomicInteger();

        @Override
        public LlmDelta next() {
            given.incrementAndGet();
            return new LlmDelta.Text("more ");
        }

        @Override
        public LlmAnswer answer() {
            throw new IllegalStateException("it has none");
        }

        @Override
        public void close() {}
    }

    @Test
    void aReaderThatReadsNothingHoldsUpNeitherACancelNorTheAgent() throws InterruptedException {
        var endless = new Endless();
        var provider = new ScriptedProvider().then(_ -> endless).says("well");
        try (Syndicate right = open("right");
                Syndicate left = open("left")) {
            right.createActor(LlmAgent.of(provider).named("scripted"));
            left.connect(right.systemId(), right.remoteAddress());
            var agent = left.ref(right.systemId(), "scripted", LlmCommand.class);
            LlmRequest story = LlmRequest.of("a story");
            try (var stream = agent.askStream(story.stream(), LONG)) {
                Await.until("the way to be full", () -> endless.given.get() > 256);

                assertThat(agent.ask(new LlmCancel(story.id()), LONG)).isTrue();
                assertThat(agent.ask(LlmRequest.of("and now?"), LONG).text()).isEqualTo("well");
                assertThatThrownBy(() ->
                                stream.forEach(chunk -> assertThat(chunk.text()).isEqualTo("more ")))
                        .hasStackTraceContaining(Reason.CANCELLED.name());
            }
        }
    }
}
