package io.sparkactor.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparkactor.ActorRef;
import io.sparkactor.AskFailedException;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.LlmAgent;
import io.sparkactor.agent.LlmCancel;
import io.sparkactor.agent.LlmCommand;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.LlmRequest;
import io.sparkactor.agent.LlmResponse;
import io.sparkactor.agent.testserver.Reply;
import io.sparkactor.agent.testserver.ResponsesScript;
import io.sparkactor.agent.testserver.StreamReply;
import io.sparkactor.agent.tool.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An agent and a server, with nothing simulated between them. */
class AgentOverHttpTest extends OpenAiTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    /** What the model may call. */
    static final class Weather {

        @Tool("Tells the weather of a city")
        String weather(String city) {
            return "rain in " + city;
        }
    }

    /** What an answer may be. */
    record Place(String city, int inhabitants) {}

    private final Syndicate syndicate = Syndicate.open("agent-over-http");
    private final ActorRef<LlmCommand> agent =
            syndicate.createActor(LlmAgent.of(provider, s -> s.tools(new Weather())));

    @AfterEach
    void closeSyndicate() {
        syndicate.close();
    }

    @Test
    void toolsAreCalledAtOnceAndTheirResultsGoBackWithTheOutputThatAskedForThem() {
        server.reply(
                ResponsesScript.answer()
                        .reasoning()
                        .call("call_1", "weather", "{\"city\":", "\"Bern\"}")
                        .call("call_2", "weather", "{\"city\":\"Basel\"}")
                        .stream(),
                ResponsesScript.answer().text("Wet ", "everywhere").stream());
        LlmResponse response = agent.ask(LlmRequest.of("Weather?"), LONG);
        assertThat(response.text()).isEqualTo("Wet everywhere");
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().getLast().body())
                .contains("rs_0", "fc_1", "fc_2", "rain in Bern", "rain in Basel");
    }

    @Test
    void aStreamGivesChunksAndThenTheAnswer() {
        server.reply(ResponsesScript.answer().text("Good ", "day").stream());
        try (var stream = agent.askStream(LlmRequest.of("Hello").stream(), LONG)) {
            var said = new ArrayList<String>();
            stream.forEach(chunk -> said.add(chunk.text()));
            assertThat(said).containsExactly("Good ", "day");
            assertThat(stream.result().text()).isEqualTo("Good day");
            assertThat(stream.result().usage().totalTokens()).isEqualTo(15);
        }
    }

    @Test
    void anAnswerMayBeARecord() {
        server.reply(ResponsesScript.answer().text("{\"city\":\"Bern\",\"inhabitants\":134000}").stream());
        assertThat(agent.ask(LlmRequest.of("Capital?").as(Place.class), LONG)).isEqualTo(new Place("Bern", 134_000));
        assertThat(server.requests().getFirst().body()).contains("\"json_schema\"", "\"inhabitants\"");
    }

    @Test
    void aRequestThatIsToldToComeLaterComesLater() {
        server.reply(
                Reply.error(429, Map.of("retry-after-ms", "20"), "rate_limit_exceeded", "slower, please"),
                Reply.error(503, Map.of("retry-after-ms", "20"), "overloaded", "later"),
                ResponsesScript.answer().text("here").stream());
        assertThat(agent.ask(LlmRequest.of("Are you there?"), LONG).text()).isEqualTo("here");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void cancellingARequestClosesItsConnectionAndKeepsTheText() throws Exception {
        server.reply(StreamReply.empty()
                .events(ResponsesScript.answer().text("Once ", "upon").eventsToLastDelta())
                .hang());
        try (var stream = agent.askStream(LlmRequest.of("A story").id("story").stream(), LONG)) {
            var chunks = stream.iterator();
            chunks.next();
            chunks.next();
            long cancelled = System.nanoTime();
            assertThat(agent.ask(new LlmCancel("story"), LONG)).isTrue();
            assertHungUp(cancelled);
            LlmException failed = LlmException.causeOf(assertThrows(RuntimeException.class, chunks::hasNext))
                    .orElseThrow();
            assertThat(failed.reason()).isEqualTo(Reason.CANCELLED);
            assertThat(failed.partialText()).isEqualTo("Once upon");
        }
    }

    @Test
    void theTimeoutOfARequestClosesItsConnection() throws Exception {
        server.reply(StreamReply.empty()
                .events(ResponsesScript.answer().text("Once ", "upon").eventsToLastDelta())
                .hang());
        Duration timeout = Duration.ofMillis(700);
        long start = System.nanoTime();
        AskFailedException thrown = assertThrows(
                AskFailedException.class,
                () -> agent.ask(LlmRequest.of("A story").timeout(timeout), LONG));
        assertHungUp(start + timeout.toNanos());
        LlmException failed = LlmException.causeOf(thrown).orElseThrow();
        assertThat(failed.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(failed.partialText()).isEqualTo("Once upon");
    }

    private void assertHungUp(long after) throws InterruptedException {
        long late = server.awaitHangUp(LONG) - after;
        System.out.printf("the server saw the connection closed after %.1f ms%n", late / 1e6);
    }
}
