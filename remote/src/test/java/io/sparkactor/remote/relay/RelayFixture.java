package io.sparkactor.remote.relay;

import io.sparkactor.SystemId;
import io.sparkactor.remote.RelayConfig;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.WebSocketRelay;
import io.sparkactor.remote.internal.wire.Secret;
import io.sparkactor.testkit.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;

/** What tests of the relay share: a relay, clients, and that all of them are closed. */
abstract class RelayFixture {

    static final SystemId LEFT = SystemId.ofName("left");
    static final SystemId RIGHT = SystemId.ofName("right");
    static final Secret SECRET = Secret.of("shared");
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }

    /** One that knows no secret. */
    WebSocketRelay relay() {
        return relay(Remote.relay());
    }

    WebSocketRelay relay(RelayConfig config) {
        return closing(config.start());
    }

    /** One that knows the secret. */
    static RelayConfig secret() {
        return Remote.relay().secret("shared");
    }

    RelayClient client(WebSocketRelay relay) {
        return closing(RelayClient.of(relay.uri()));
    }

    RelayClient challenged(WebSocketRelay relay) {
        return closing(RelayClient.challenged(relay.uri()));
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static long refused(WebSocketRelay relay, String reason) {
        return relay.figures().refusals().get(reason);
    }

    /** Waits until something was refused so often. */
    static void awaitRefused(WebSocketRelay relay, String reason, long times) {
        Await.until(
                reason + " was refused " + times + " times",
                PATIENCE,
                () -> refused(relay, reason) == times,
                () -> relay.figures().toString());
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : open) {
            resource.close();
        }
    }
}
