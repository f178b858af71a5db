package io.sparkactor.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.sparkactor.agent.mcp.internal.client.RemoteTools;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which of several lists of tools counts. */
class RemoteToolsTest {

    private final RemoteTools tools = new RemoteTools("server", McpSettings.defaults(), (_, _) -> "");

    private static List<Tool> named(String name) {
        return List.of(Tool.builder(name, Map.of("type", "object")).build());
    }

    @Test
    void aListingThatBeganEarlierDoesNotOverwriteANewerOne() throws Exception {
        tools.refresh(() -> {
            tools.refresh(() -> named("new"));
            return named("old");
        });

        assertThat(tools.registry().names()).containsExactly("new");
    }

    @Test
    void aListingThatFailsDoesNotStandInTheWayOfAnEarlierOne() throws Exception {
        tools.refresh(() -> {
            try {
                tools.refresh(() -> {
                    throw new IllegalStateException("no list");
                });
            } catch (IllegalStateException e) {
                return named("old");
            }
            return named("none");
        });

        assertThat(tools.registry().names()).containsExactly("old");
    }
}
