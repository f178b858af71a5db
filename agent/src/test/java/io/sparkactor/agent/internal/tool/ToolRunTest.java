package io.sparkactor.agent.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Syndicate;
import io.sparkactor.agent.ToolCall;
import io.sparkactor.agent.limit.Budget;
import io.sparkactor.agent.tool.LlmTool;
import io.sparkactor.agent.tool.ToolContext;
import io.sparkactor.agent.tool.ToolJournal;
import io.sparkactor.agent.tool.ToolRegistry;
import io.sparkactor.spi.RuntimeHooks;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a call and its key, all on the thread of the test. */
class ToolRunTest {

    record City(String name) {}

    private static final ToolCall CALL = new ToolCall("c1", "count", "{\"name\":\"A\"}");

    private final Syndicate syndicate = Syndicate.open("runs");
    private final AtomicInteger effects = new AtomicInteger();
    private Runnable meanwhile = () -> {};
    private final LlmTool count = LlmTool.of("count", "Counts", City.class, (city, context) -> {
        effects.incrementAndGet();
        meanwhile.run();
        return context.idempotencyKey();
    });
    private ToolRuns runs = runs(ToolJournal.inMemory(10));

    @AfterEach
    void close() {
        syndicate.close();
    }

    private ToolRuns runs(ToolJournal journal) {
        return new ToolRuns(ToolRegistry.of(count), journal, RuntimeHooks.production());
    }

    private List<ToolRun> calls(int number) {
        return runs.round(
                        Collections.nCopies(number, CALL),
                        key -> new ToolContext(syndicate, "r1", key, Budget.unlimited(), Map.of()))
                .runs();
    }

    private ToolRun call() {
        return calls(1).getFirst();
    }

    private static String outputOf(ToolRun run) {
        run.run();
        return run.result().output();
    }

    /** As when its thread comes to it late. */
    @Test
    void aCallThatHasEndedBeforeItsThreadBeginsHasNoEffect() {
        ToolRun failed = call();
        failed.fail("it took longer than 30 ms");
        ToolRun cutOff = call();
        cutOff.cutOff();

        failed.run();
        cutOff.run();

        assertThat(effects).hasValue(0);
        assertThat(outputOf(call())).endsWith("/1");
    }

    @Test
    void aCallWhoseTimeWasOverAndThatComesAgainGetsWhatCameOfIt() {
        ToolRun slow = call();
        meanwhile = () -> slow.fail("it took longer than 30 ms");

        assertThat(outputOf(slow)).isEqualTo("it took longer than 30 ms");
        assertThat(outputOf(call())).endsWith("/1");
        assertThat(effects).hasValue(1);
    }

    @Test
    void aCallThatHasEndedWhileTheJournalTookItsTimeHasNoEffect() {
        ToolJournal memory = ToolJournal.inMemory(10);
        runs = runs(new ToolJournal() {
            @Override
            public Entry begin(String key) {
                meanwhile.run();
                return memory.begin(key);
            }

            @Override
            public void done(String key, Entry.Done result) {
                memory.done(key, result);
            }
        });
        ToolRun slow = call();
        meanwhile = () -> slow.fail("it took longer than 30 ms");

        assertThat(outputOf(slow)).isEqualTo("it took longer than 30 ms");
        assertThat(outputOf(call())).contains("nobody knows whether it has taken effect");
        assertThat(effects).hasValue(0);
    }

    @Test
    void aCallOfWhichTheJournalKnowsNoEndIsNotRunAgain() {
        ToolJournal memory = ToolJournal.inMemory(10);
        runs = runs(new ToolJournal() {
            @Override
            public Entry begin(String key) {
                return memory.begin(key);
            }

            @Override
            public void done(String key, Entry.Done result) {
                throw new IllegalStateException("the disk is full");
            }
        });

        assertThat(outputOf(call())).contains("the disk is full");
        assertThat(outputOf(call())).contains("nobody knows whether it has taken effect");
        assertThat(outputOf(call())).contains("nobody knows whether it has taken effect");
        assertThat(effects).hasValue(1);
    }

    @Test
    void ofSeveralSuchCallsTheOneWhoseEndIsUnknownComesAgain() {
        List<ToolRun> both = calls(2);
        both.getFirst().fail("it took longer than 30 ms");

        assertThat(outputOf(both.getLast())).endsWith("/2");
        assertThat(outputOf(call())).endsWith("/1");
        assertThat(outputOf(call())).endsWith("/3");
        assertThat(effects).hasValue(3);
    }
}
