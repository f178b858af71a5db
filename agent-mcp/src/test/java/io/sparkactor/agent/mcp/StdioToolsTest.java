package io.sparkactor.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Syndicate;
import io.sparkactor.agent.mcp.McpException.Reason;
import io.sparkactor.agent.mcp.program.RawServer;
import io.sparkactor.agent.spi.ToolDefinition;
import io.sparkactor.testkit.Await;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tools of a server that is a child process: what they give. */
@Timeout(120)
class StdioToolsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Syndicate syndicate = Syndicate.open("stdio-tools");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private McpTools open(UnaryOperator<McpSettings> settings) throws InterruptedException {
        return McpTools.stdio(
                ServerPrograms.command(RawServer.class, folder.resolve("starts").toString()),
                s -> settings.apply(s.name("raw").connectTimeout(LONG)));
    }

    private String call(McpTools tools, String tool, String arguments) throws Exception {
        return ServerPrograms.call(tools, syndicate, tool, arguments);
    }

    @Test
    void allPagesAreListedWithTheSchemasOfTheServer() throws Exception {
        try (var tools = open(s -> s)) {
            assertThat(tools.registry().names())
                    .startsWith("echo", "fail", "env", "cancelled", "a_dotted_name")
                    .contains("hang", "die", "structured");
            ToolDefinition echo = tools.registry().find("echo").orElseThrow().definition();
            assertThat(echo.description()).isEqualTo("Does echo");
            assertThat(echo.parameters()).contains("\"x-of\":\"echo\"");
            assertThatThrownBy(() -> call(tools, "a_dotted_name", "{}"))
                    .isInstanceOfSatisfying(
                            McpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                    .hasMessageContaining("a.dotted/name of server raw") // called by the name that the server gave it
                    .hasMessageContaining("no such tool");
        }
    }

    @Test
    void resultsBecomeText() throws Exception {
        try (var tools = open(s -> s.maxResult(1_000))) {
            assertThat(call(tools, "echo", "{\"n\":[1,2.5,\"ü\"]}")).isEqualTo("{\"n\":[1,2.5,\"ü\"]}");
            assertThat(call(tools, "structured", "")).isEqualTo("{\"degrees\":18}");
            assertThat(call(tools, "image", "{}")).isEqualTo("a picture:\n[left out: an image, image/png]");
            assertThat(call(tools, "big", "{}")).hasSizeLessThan(1_100).endsWith("[cut: 1000 of 5000 characters]");
            assertThatThrownBy(() -> call(tools, "nulls", "{}")).isInstanceOf(McpException.class);
            assertThat(call(tools, "noise", "{}")).isEqualTo("after noise");
        }
    }

    @Test
    void aResultThatIsAnErrorAndWrongArgumentsFailTheCallAlone() throws Exception {
        try (var tools = open(s -> s)) {
            assertThatThrownBy(() -> call(tools, "fail", "{}"))
                    .isInstanceOfSatisfying(
                            McpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOOL_FAILED))
                    .hasMessage("fail of server raw has failed: no luck");
            assertThatThrownBy(() -> call(tools, "echo", "{\"n\":"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no JSON object");
            assertThat(call(tools, "echo", "{}")).isEqualTo("{}");
            assertThat(ServerPrograms.starts(folder.resolve("starts"))).hasSize(1);
        }
    }

    @Test
    void theEnvironmentIsNotHandedOnUnlessAsked() throws Exception {
        String ours = System.getenv().keySet().stream()
                .filter(name -> !name.matches("PATH|HOME|LOGNAME|SHELL|TERM|USER") && !name.equals("_"))
                .filter(name -> !System.getenv(name).isEmpty() && name.matches("[A-Z_]+"))
                .findFirst()
                .orElseThrow();
        String question = "{\"name\":\"" + ours + "\"}";
        try (var tools = open(s -> s.environment("SPARK_TEST", "given"))) {
            assertThat(call(tools, "env", question)).isEqualTo("null");
            assertThat(call(tools, "env", "{\"name\":\"SPARK_TEST\"}")).isEqualTo("given");
            assertThat(call(tools, "env", "{\"name\":\"PATH\"}")).isEqualTo(System.getenv("PATH"));
        }
        try (var tools = open(s -> s.inherit(ours, "NO_SUCH_VARIABLE"))) {
            assertThat(call(tools, "env", question)).isEqualTo(System.getenv(ours));
        }
    }

    @Test
    void aServerThatSaysItsToolsHaveChangedIsHeard() throws Exception {
        try (var tools = open(s -> s)) {
            var before = tools.registry();
            call(tools, "change", "{}");
            Await.until("the new tool", LONG, () -> tools.registry().names().contains("added"));
            assertThat(tools.registry().names()).contains("echo", "structured");
            assertThat(before.names()).doesNotContain("added");
        }
    }

    @Test
    void whatAServerWritesToStandardErrorIsLogged() throws Exception {
        var logger = Logger.getLogger("io.sparkactor.agent.mcp");
        var lines = new ConcurrentLinkedQueue<String>();
        var handler = new StreamHandler(OutputStream.nullOutputStream(), new SimpleFormatter()) {
            @Override
            public void publish(LogRecord entry) {
                lines.add(getFormatter().formatMessage(entry));
            }
        };
        logger.addHandler(handler);
        try (var tools = open(s -> s.timeout(Duration.ofMillis(500)))) {
            assertThatThrownBy(() -> call(tools, "hang", "{}")).isInstanceOf(McpException.class);
            Await.until("the line", LONG, () -> lines.contains("raw: hanging"));
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void namesOfTwoServersAreKeptApartByAPrefix() throws Exception {
        try (var tools = open(s -> s.prefix("raw_").only("echo", "a.dotted/name"))) {
            assertThat(tools.registry().names()).containsExactly("raw_echo", "raw_a_dotted_name");
            assertThat(call(tools, "raw_echo", "{}")).isEqualTo("{}");
        }
    }

    @Test
    void aPrefixThatCannotBeInANameIsRefusedBeforeTheServerStarts() {
        assertThatThrownBy(() -> open(s -> s.prefix("my files."))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> open(s -> s.prefix("x".repeat(64)))).isInstanceOf(IllegalArgumentException.class);
        assertThat(ServerPrograms.starts(folder.resolve("starts"))).isEmpty();
    }

    @Test
    void aPasswordInTheAddressIsNotTold() {
        assertThatThrownBy(() -> McpTools.http(URI.create("http://me:secret@127.0.0.1:1/mcp")))
                .isInstanceOf(McpException.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aCommandThatIsNotThereSaysSo() {
        assertThatThrownBy(() -> McpTools.stdio("/no/such/program"))
                .isInstanceOfSatisfying(
                        McpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
                .hasMessageContaining("/no/such/program cannot be started");
    }
}
