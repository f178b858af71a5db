package io.sparkactor.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server over streams, seen line by line. */
@Timeout(120)
class StdioStreamsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String GREETING = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},\
            "clientInfo":{"name":"x","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            """;

    private final Syndicate served = Syndicate.open("served");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private PipedOutputStream in;
    private McpServer server;

    @BeforeEach
    void serve() throws IOException {
        ServedActors.create(served);
        in = new PipedOutputStream();
        server = McpServer.stdio(served, new PipedInputStream(in), out, ServedActors::tools);
        say(GREETING);
    }

    @AfterEach
    void close() {
        server.close();
        served.close(Duration.ZERO);
    }

    private void say(String lines) throws IOException {
        in.write(lines.getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    private void awaitAnswer(String words) {
        Await.until(
                "the answer", LONG, () -> out.toString(StandardCharsets.UTF_8).contains(words));
    }

    @Test
    void linesThatAreNoMessagesArePassedOver() throws Exception {
        say("null\n{}\n[]\n7\n{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":null}\n");
        say("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}\n");
        awaitAnswer("\"id\":2");
        in.close();
        server.awaitEnd();
    }

    @Test
    void aCallThatIsUnderWayAtTheEndOfTheInputIsAnswered() throws Exception {
        say("""
                {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"add","arguments":{"a":40,"b":2}}}
                """);
        in.close();
        server.awaitEnd();
        server.close();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"id\":2", "\"text\":\"42\"");
    }

    @Test
    void theStandardOutputIsLeftAsItWas() {
        PrintStream before = System.out;
        assertThatThrownBy(() -> McpServer.stdio(served, _ -> {
                    throw new IllegalStateException("wrong settings");
                }))
                .hasMessage("wrong settings");
        assertThat(System.out).isSameAs(before);
    }
}
