package io.sparkactor.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.cli.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two systems, each in a JVM and in a network of its own, send each other numbers by a relay, a
 * third process in a third network, which is killed and started again all the time: nothing is
 * lost, doubled or out of order, and all is acknowledged in the end.
 *
 * <p>{@code -Dspark.relay.outage=full} takes two minutes; the default some seconds. {@code
 * -Dspark.relay.launcher=FILE} starts the relay by {@code FILE relay}, with its cache of classes,
 * else it is the class that the launcher runs.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class NetworkOutageTest {

    /**
     * How much is done.
     *
     * @param messages each way
     * @param kills how often the relay is killed
     * @param everyMillis how far apart
     * @param tailMillis for how long is sent behind the last
     */
    private record Effort(int messages, int kills, int everyMillis, int tailMillis) {

        static Effort wanted() {
            return "full".equals(System.getProperty("spark.relay.outage"))
                    ? new Effort(100_000, 24, 5_000, 2_500)
                    : new Effort(2_000, 2, 3_000, 5_000);
        }

        /** For how long is sent. */
        int millis() {
            return kills * everyMillis + tailMillis;
        }
    }

    private static final long LONGEST_RETURN_MILLIS = 2_000;
    private static final String PORT = "8765";
    private static final String LISTENING = "spark websocket relay listening";

    private final Effort effort = Effort.wanted();
    private final String secret = UUID.randomUUID().toString();
    private final List<Returns.Outage> outages = new ArrayList<>();
    private final Deque<NetworkProcess> processes = new ArrayDeque<>();

    @TempDir private Path folder;

    private NetworkProcess start(List<String> where, String name, List<String> program)
            throws IOException {
        var started = new NetworkProcess(where, program, secret, folder.resolve(name));
        processes.push(started);
        return started;
    }

    /** Starts the relay, and waits until it listens. */
    private NetworkProcess relay(Networks networks) throws IOException {
        String launcher = System.getProperty("spark.relay.launcher");
        List<String> program =
                new ArrayList<>(
                        launcher == null
                                ? NetworkProcess.java(Main.class)
                                : List.of(Program.ROOT.resolve(launcher).toString()));
        program.addAll(List.of("relay", "--host", "0.0.0.0", "--port", PORT));
        program.addAll(List.of("--auth-secret-env", Talker.SECRET));
        NetworkProcess relay = start(networks.atRelay(), "relay" + outages.size(), program);
        relay.await(LISTENING);
        return relay;
    }

    private NetworkProcess talker(Networks networks, String side, String peer) throws IOException {
        return start(
                networks.at(side),
                side,
                NetworkProcess.java(
                        Talker.class,
                        side,
                        peer,
                        Networks.relayUri(side, PORT),
                        Integer.toString(effort.messages()),
                        Integer.toString(effort.millis())));
    }

    private static void tell(List<NetworkProcess> both, String once, String line)
            throws IOException {
        both.forEach(each -> each.await(once));
        for (NetworkProcess each : both) {
            each.tell(line);
        }
    }

    /**
     * Kills the relay and starts it again, at fixed moments, or later if it is not back by then.
     */
    private void killAndStart(Networks networks, NetworkProcess first, List<NetworkProcess> both)
            throws IOException {
        NetworkProcess relay = first;
        long due = System.nanoTime();
        for (int i = 0; i < effort.kills(); i++) {
            due += TimeUnit.MILLISECONDS.toNanos(effort.everyMillis());
            while (due > System.nanoTime()) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            both.forEach(
                    each -> assertThat(each.lines()).as("still sending").doesNotContain("done"));
            long killed = System.currentTimeMillis();
            relay.kill();
            relay = relay(networks);
            outages.add(new Returns.Outage(killed, System.currentTimeMillis()));
            both.forEach(each -> each.await("through", outages.size()));
        }
    }

    @Test
    void nothingIsLostBetweenTwoNetworksWhileTheRelayIsKilledAndStarted() throws Exception {
        try (Networks networks = Networks.make(NetworkOutageTest.class)) {
            try {
                talk(networks);
            } finally {
                processes.forEach(NetworkProcess::kill);
            }
        }
    }

    private void talk(Networks networks) throws IOException {
        NetworkProcess relay = relay(networks);
        List<NetworkProcess> both = List.of(talker(networks, "a", "b"), talker(networks, "b", "a"));
        tell(both, "ready", "go");
        killAndStart(networks, relay, both);
        tell(both, "done", "end");
        var returns = new Returns();
        for (NetworkProcess each : both) {
            assertThat(each.await("books"))
                    .isEqualTo(
                            "books received=%1$d fault= sent=%1$d dead=0 open=0 balanced=true",
                            effort.messages());
            returns.add(outages, each.lines());
        }
        report(returns);
        assertThat(returns.medianSinceListening())
                .as("%s", returns)
                .isLessThanOrEqualTo(LONGEST_RETURN_MILLIS);
    }

    private void report(Returns returns) {
        Networks.say(
                "spark: %,d messages each way by a relay that was killed %d times, every %,d ms; %s"
                        .formatted(
                                effort.messages(), effort.kills(), effort.everyMillis(), returns));
    }
}
