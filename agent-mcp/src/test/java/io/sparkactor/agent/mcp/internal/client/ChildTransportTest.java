package io.sparkactor.agent.mcp.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that end at once, or do not read. */
@Timeout(120)
class ChildTransportTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private static Child start(String script) throws IOException {
        return Child.start("sh", new ProcessBuilder("sh", "-c", script));
    }

    @Test
    void theChildrenOfAProcessThatEndsWithItsInputEndWithIt() throws Exception {
        for (int i = 0; i < 5; i++) {
            Child child = start("sleep 600 </dev/null >/dev/null 2>&1 & read line");
            var transport = new ChildTransport("sh", child, _ -> {});
            Await.until("the helper", LONG, () -> !child.kin().isEmpty());
            Set<ProcessHandle> kin = child.kin();
            transport.close();

            assertThat(kin).isNotEmpty();
            Await.until("the end of the helper", LONG, () -> kin.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    void aProcessThatHasClosedItsInputIsLost() throws Exception {
        var lost = new CompletableFuture<String>();
        var transport = new ChildTransport("sh", start("exec <&-; exec sleep 600"), lost::complete);
        try {
            Await.until("the news", LONG, () -> {
                var _ = transport
                        .sendMessage(new JSONRPCNotification("notifications/any", null))
                        .subscribe(_ -> {}, _ -> {});
                return lost.isDone();
            });
            assertThat(lost.join()).startsWith("it does not read its input");
        } finally {
            transport.close();
        }
    }
}
