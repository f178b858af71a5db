package io.sparkactor.agent.mcp.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** JSON of arguments and messages. */
class McpJsonTest {

    @Test
    void argumentsKeepAllTheirDigits() {
        String text = "{\"price\":0.1234567890123456789012,\"count\":12345678901234567890123}";

        assertThat(McpJson.write(McpJson.readObject(text))).isEqualTo(text);
        assertThat(McpJson.readObject(" ")).isEmpty();
    }

    @Test
    void whatIsNoObjectIsRefused() {
        assertThatThrownBy(() -> McpJson.readObject("[1]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> McpJson.readObject("null")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> McpJson.readMessage("{\"a\":1}")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> McpJson.readMessage("null")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> McpJson.readMessage("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":null}"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> McpJson.readMessage("no JSON")).isInstanceOf(IOException.class);
    }
}
