package io.sparkactor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.limit.Budget;
import io.sparkactor.agent.tool.LlmTool;
import io.sparkactor.agent.tool.ToolTrace;
import io.sparkactor.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How turns end from outside, in virtual time. */
@Timeout(60)
class TurnEndsTest {

    private static final int SEEDS = 100;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    record City(String name) {}

    private static final ToolCall HANG = new ToolCall("c1", "hang", "{\"name\":\"A\"}");

    /** Waits for an actor that never answers. */
    private static ActorRef<String> silent(Syndicate syndicate) {
        return syndicate.createActor(String.class, (context, message) -> {});
    }

    private static LlmTool hang(Syndicate syndicate, AtomicInteger begun) {
        var silent = silent(syndicate);
        return LlmTool.of("hang", "Hangs", City.class, (city, context) -> {
            begun.incrementAndGet();
            return silent.ask("hello", String.class, LONG);
        });
    }

    private static Reason reason(Throwable thrown) {
        return LlmException.causeOf(thrown).orElseThrow().reason();
    }

    @Test
    void aTurnThatIsCancelledWhileItsToolsRunDoesNotAskTheModelAgain() {
        Simulation.explore(SEEDS, simulation -> {
            var provider = new ScriptedProvider().calls(HANG).says("once more");
            Syndicate syndicate = simulation.open("ends");
            var agent =
                    syndicate.createActor(LlmAgent.of(provider, s -> s.tools(hang(syndicate, new AtomicInteger()))));
            var answer = agent.askAsync(LlmRequest.of("hi").id("r1"), LONG);
            simulation.sleep(MOMENT);

            agent.ask(new LlmCancel("r1"), LONG);
            simulation.sleep(MOMENT);

            assertThat(reason(catchThrowable(() -> simulation.await(answer)))).isEqualTo(Reason.CANCELLED);
            assertThat(provider.prompts()).hasSize(1);
        });
    }

    @Test
    void aTurnWhoseAgentStopsWhileItsToolsRunDoesNotAskTheModelAgain() {
        Simulation.explore(SEEDS, simulation -> {
            var provider = new ScriptedProvider().calls(HANG).says("once more");
            Syndicate syndicate = simulation.open("ends");
            var agent =
                    syndicate.createActor(LlmAgent.of(provider, s -> s.tools(hang(syndicate, new AtomicInteger()))));
            var answer = agent.askAsync(LlmRequest.of("hi"), LONG);
            simulation.sleep(MOMENT);

            syndicate.stop(agent);
            simulation.sleep(MOMENT);

            assertThat(catchThrowable(() -> simulation.await(answer))).hasMessageContaining("stopped");
            assertThat(provider.prompts()).hasSize(1);
        });
    }

    @Test
    void aTurnWhoseAgentRestartsWhileItsToolsRunDoesNotAskTheModelAgain() {
        Simulation.explore(SEEDS, simulation -> {
            var provider = new ScriptedProvider().calls(HANG).says("once more");
            Syndicate syndicate = simulation.open("ends");
            var spec = LlmAgent.of(provider, s -> s.tools(hang(syndicate, new AtomicInteger())));
            var pair = syndicate.createActor(() -> new RestartingPair(spec));
            var agent = RestartingPair.agentOf(pair);
            var answer = agent.askAsync(LlmRequest.of("hi"), LONG);
            simulation.sleep(MOMENT);

            RestartingPair.restart(pair);
            simulation.sleep(MOMENT);

            assertThat(catchThrowable(() -> simulation.await(answer))).isNotNull();
            assertThat(provider.prompts()).hasSize(1);
        });
    }

    /** The model, which was told that the time was over, wants the same once more. */
    @Test
    void aToolWhoseTimeWasOverIsNotRunAgainInTheSameRequest() {
        Simulation.explore(SEEDS, simulation -> {
            var provider = new ScriptedProvider().calls(HANG).calls(HANG).says("well");
            Syndicate syndicate = simulation.open("ends");
            var begun = new AtomicInteger();
            var agent = syndicate.createActor(
                    LlmAgent.of(provider, s -> s.tools(hang(syndicate, begun).timeout(MOMENT))));

            LlmResponse response = agent.ask(LlmRequest.of("hi"), LONG);

            assertThat(response.tools())
                    .extracting(trace -> trace.result().output())
                    .satisfiesExactly(
                            first -> assertThat(first).contains("longer than 1000 ms"),
                            second -> assertThat(second).contains("nobody knows"));
            assertThat(begun).hasValue(1);
        });
    }

    @Test
    void callsThatWereCutOffAreTraced() {
        Simulation.explore(SEEDS, simulation -> {
            var provider = new ScriptedProvider().calls(HANG, new ToolCall("c2", "oracle", "{}"));
            Syndicate syndicate = simulation.open("ends");
            var agent =
                    syndicate.createActor(LlmAgent.of(provider, s -> s.tools(hang(syndicate, new AtomicInteger()))));
            var answer = agent.askAsync(LlmRequest.of("hi").id("r1").timeout(MOMENT), LONG);

            assertThat(reason(catchThrowable(() -> simulation.await(answer)))).isEqualTo(Reason.TIMED_OUT);

            assertThat(agent.ask(new GetToolTraces(), LONG))
                    .extracting(ToolTrace::requestId, trace -> trace.result().output())
                    .containsExactly(tuple("r1", "it was cut off"), tuple("r1", "there is no tool named oracle"));
        });
    }

    /** The provider, which was told how much time there is, sees its end before the agent does. */
    @Test
    void theEndOfABudgetsTimeIsThatWhoeverSeesItFirst() {
        Simulation.explore(SEEDS, simulation -> {
            var provider = new ScriptedProvider().then(prompt -> {
                simulation.sleep(Duration.ofMillis(9_990));
                throw new LlmException(Reason.TIMED_OUT, "too slow");
            });
            var agent = simulation
                    .open("ends")
                    .createActor(LlmAgent.of(provider, s -> s.budget(Budget.of(b -> b.time(Duration.ofSeconds(10))))));

            Throwable thrown = catchThrowable(() -> agent.ask(LlmRequest.of("hi"), LONG));

            assertThat(reason(thrown)).isEqualTo(Reason.BUDGET_EXCEEDED);
        });
    }

    @Test
    void aRequestThatNobodyWantsAnyMoreGivesItsPlaceInTheQueueBack() {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("ends");
            var silent = silent(syndicate);
            var provider = new ScriptedProvider().then(prompt -> {
                silent.ask("hello", String.class, LONG);
                throw new AssertionError("not reached");
            });
            provider.says("next");
            var agent = syndicate.createActor(LlmAgent.of(provider, s -> s.maxQueued(1)));
            var first = agent.askAsync(LlmRequest.of("first").id("r1"), LONG);
            var second = agent.askAsync(LlmRequest.of("second"), MOMENT);
            assertThat(catchThrowable(() -> simulation.await(second))).hasStackTraceContaining("AskTimeoutException");
            simulation.sleep(MOMENT);

            var third = agent.askAsync(LlmRequest.of("third"), LONG);
            agent.ask(new LlmCancel("r1"), LONG);

            assertThat(simulation.await(third).text()).isEqualTo("next");
            assertThat(reason(catchThrowable(() -> simulation.await(first)))).isEqualTo(Reason.CANCELLED);
        });
    }
}
