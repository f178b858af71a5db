package io.sparkactor.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.mcp.McpException.Reason;
import io.sparkactor.agent.mcp.internal.wire.McpJson;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients get of actors that are served, over whatever transport. */
abstract class ServedToolsContract {

    static final Duration LONG = Duration.ofSeconds(30);

    final Syndicate syndicate = Syndicate.open("client");

    @AfterEach
    void closeClient() {
        syndicate.close(Duration.ZERO);
    }

    /** The tools of a server with {@link ServedActors}. */
    abstract McpTools open() throws Exception;

    /** A transport of the SDK to such a server. */
    abstract McpClientTransport sdkTransport() throws Exception;

    final String call(McpTools tools, String tool, String arguments) throws Exception {
        return ServerPrograms.call(tools, syndicate, tool, arguments);
    }

    @Test
    void onlyWhatWasNamedIsServed() throws Exception {
        try (var tools = open()) {
            assertThat(tools.registry().names())
                    .containsExactlyInAnyOrder("add", "both", "divide", "never", "slow", "gone");
            assertThat(tools.registry().find("add").orElseThrow().definition().parameters())
                    .contains("\"description\":\"the first\"", "\"additionalProperties\":false");
        }
    }

    @Test
    void aCallIsAnAskAndItsReplyTheResult() throws Exception {
        try (var tools = open()) {
            assertThat(call(tools, "add", "{\"a\":40,\"b\":2}")).isEqualTo("42");
            assertThat(call(tools, "both", "{\"a\":3,\"b\":1}")).isEqualTo("{\"smaller\":1,\"all\":[3,1]}");
            assertThat(call(tools, "divide", "{\"a\":9,\"b\":3}")).isEqualTo("3");
        }
    }

    @Test
    void whatGoesWrongIsAResultAndTheSessionGoesOn() throws Exception {
        try (var tools = open()) {
            assertFails(tools, "add", "{\"a\":1}", "the arguments do not fit");
            assertFails(tools, "add", "{\"a\":1,\"b\":2,\"c\":3}", "the arguments do not fit");
            assertFails(tools, "add", "{\"a\":\"one\",\"b\":2}", "the arguments do not fit");
            assertFails(tools, "divide", "{\"a\":1,\"b\":0}", "the actor has failed (AskFailedException)");
            assertFails(tools, "gone", "{\"a\":1,\"b\":2}", "the actor of this tool is not there at the moment");
            assertFails(tools, "slow", "{}", "the actor has not replied in time (AskTimeoutException)");
            assertThat(call(tools, "add", "{\"a\":1,\"b\":1}")).isEqualTo("2");
        }
    }

    @Test
    void theTextsOfExceptionsAreNotForClients() throws Exception {
        try (var tools = open()) {
            assertHidden(
                    tools, "divide", "{\"a\":1,\"b\":0}", "ArithmeticException", "by zero", "spark://", "calculator");
            assertHidden(tools, "slow", "{}", "spark://", "calculator", "waiting");
            assertHidden(tools, "gone", "{\"a\":1,\"b\":2}", "nobody", "spark://");
            assertHidden(tools, "add", "{\"a\":1,\"b\":2,\"c\":3}", "io.sparkactor");
        }
    }

    private void assertHidden(McpTools tools, String tool, String arguments, String... internals) {
        assertThatThrownBy(() -> call(tools, tool, arguments))
                .isInstanceOf(McpException.class)
                .message()
                .doesNotContain(internals);
    }

    final void assertFails(McpTools tools, String tool, String arguments, String words) {
        assertThatThrownBy(() -> call(tools, tool, arguments))
                .isInstanceOfSatisfying(
                        McpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOOL_FAILED))
                .hasMessageContaining(words);
    }

    @Test
    void aCallerThatIsInterruptedEndsTheAskAtTheServer() throws Exception {
        try (var tools = open()) {
            var task = new FutureTask<>(() -> call(tools, "never", "{}"));
            Thread caller = Thread.ofVirtual().start(task);
            Await.until("the wait", LONG, () -> caller.getState() == Thread.State.TIMED_WAITING);
            caller.interrupt();

            assertThatThrownBy(() -> task.get(LONG.toSeconds(), TimeUnit.SECONDS))
                    .hasCauseInstanceOf(InterruptedException.class);
            Await.until("room for another call", LONG, () -> adds(tools));
        }
    }

    /** Whether a call succeeds at the moment. */
    final boolean adds(McpTools tools) {
        try {
            return call(tools, "add", "{\"a\":40,\"b\":2}").equals("42");
        } catch (McpException e) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theClientOfTheSdkCallsActors() throws Exception {
        McpSyncClient client = McpClient.sync(sdkTransport())
                .requestTimeout(LONG)
                .initializationTimeout(LONG)
                .jsonSchemaValidator(McpJson.NO_VALIDATOR)
                .build();
        try {
            client.initialize();
            assertThat(client.listTools().tools())
                    .extracting(Tool::name)
                    .contains("add")
                    .doesNotContain("secret");
            var sum = client.callTool(CallToolRequest.builder("add")
                    .arguments(Map.of("a", 1, "b", 2))
                    .build());
            assertThat(sum.isError()).isNotEqualTo(Boolean.TRUE);
            assertThat(texts(sum.content())).containsExactly("3");
            var wrong = client.callTool(
                    CallToolRequest.builder("add").arguments(Map.of("a", 1)).build());
            assertThat(wrong.isError()).isTrue();
            assertThat(texts(wrong.content())).singleElement().asString().startsWith("the arguments do not fit");
        } finally {
            client.closeGracefully();
        }
    }

    private static List<String> texts(List<?> contents) {
        return contents.stream().map(content -> ((TextContent) content).text()).toList();
    }
}
