package io.sparkactor.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Syndicate;
import io.sparkactor.agent.GetToolTraces;
import io.sparkactor.agent.LlmAgent;
import io.sparkactor.agent.LlmCancel;
import io.sparkactor.agent.LlmRequest;
import io.sparkactor.agent.LlmUsage;
import io.sparkactor.agent.ToolCall;
import io.sparkactor.agent.mcp.program.RawServer;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmProvider;
import io.sparkactor.agent.spi.LlmStream;
import io.sparkactor.agent.tool.ToolTrace;
import io.sparkactor.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose model calls tools of a server. */
@Timeout(120)
class AgentCallsMcpTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    /** Calls these tools first, and then says good-bye. */
    private record CallsThenSays(List<ToolCall> calls, AtomicInteger requests) implements LlmProvider {
        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public LlmStream stream(LlmPrompt prompt) {
            LlmAnswer answer = requests.incrementAndGet() == 1
                    ? new LlmAnswer("", calls, "scripted", LlmUsage.of(1, 1), Map.of())
                    : LlmAnswer.of("good-bye", "scripted", LlmUsage.of(1, 1));
            return LlmStream.of(List.of(), answer);
        }
    }

    @Test
    void aModelCallsToolsOfAServerAndReadsWhatTheyGave() throws Exception {
        var provider = new CallsThenSays(
                List.of(
                        new ToolCall("1", "echo", "{\"n\":1}"),
                        new ToolCall("2", "fail", "{}"),
                        new ToolCall("3", "hang", "{}")),
                new AtomicInteger());
        List<String> command =
                ServerPrograms.command(RawServer.class, folder.resolve("starts").toString());
        try (var tools = McpTools.stdio(
                        command, s -> s.name("raw").connectTimeout(LONG).timeout("hang", Duration.ofMillis(200)));
                var syndicate = Syndicate.open("agent")) {
            var agent = syndicate.createActor(LlmAgent.of(provider, s -> s.tools(tools.registry())));

            assertThat(agent.ask(LlmRequest.of("go"), LONG).text()).isEqualTo("good-bye");

            List<ToolTrace> traces = agent.ask(new GetToolTraces(), LONG);
            assertThat(traces).extracting(trace -> trace.result().failed()).containsExactly(false, true, true);
            assertThat(traces.getFirst().result().output()).isEqualTo("{\"n\":1}");
            assertThat(traces.get(1).result().output()).contains("fail of server raw has failed: no luck");
            assertThat(traces.get(2).result().output()).contains("took longer than 200 ms");
        }
    }

    @Test
    void aRequestThatIsCancelledCancelsTheCallAtTheServer() throws Exception {
        var provider = new CallsThenSays(List.of(new ToolCall("1", "hang", "{}")), new AtomicInteger());
        List<String> command =
                ServerPrograms.command(RawServer.class, folder.resolve("starts").toString());
        try (var tools = McpTools.stdio(
                        command, s -> s.name("raw").connectTimeout(LONG).timeout(Duration.ofMinutes(10)));
                var syndicate = Syndicate.open("agent")) {
            var agent = syndicate.createActor(LlmAgent.of(provider, s -> s.tools(tools.registry())));
            var answer = agent.askAsync(LlmRequest.of("go").id("request"), LONG);
            Await.until("the call", LONG, () -> says(tools, syndicate, "hanging", "1"));

            assertThat(agent.ask(new LlmCancel("request"), LONG)).isTrue();

            assertThat(answer).failsWithin(LONG);
            Await.until("the cancel", LONG, () -> says(tools, syndicate, "cancelled", "nobody waits for it any more"));
        }
    }

    private static boolean says(McpTools tools, Syndicate syndicate, String tool, String words) {
        try {
            return ServerPrograms.call(tools, syndicate, tool, "{}").equals(words);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
