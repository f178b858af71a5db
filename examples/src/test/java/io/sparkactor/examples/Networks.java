package io.sparkactor.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Three networks of their own: one of a relay, and two that have nothing but a wire to it. They go
 * when it is closed. Confined to one thread.
 */
final class Networks implements AutoCloseable {

    private static final String RELAY = "r";
    private static final List<String> SIDES = List.of("a", "b");

    // Kernel-wide, and short: the name of an interface has at most 15 characters.
    private final String name = "spk" + ProcessHandle.current().pid() % 1_000_000;
    private final Deque<String> made = new ArrayDeque<>();

    private Networks() {}

    /** Makes them; where this user may not, the test is left out, and the console says so. */
    static Networks make(Class<?> test) {
        var networks = new Networks();
        String trial = networks.network("x");
        boolean permitted = ip("netns add " + trial) == 0 && ip("netns del " + trial) == 0;
        if (!permitted) {
            say(
                    "spark: "
                            + test.getSimpleName()
                            + " is left out: this user may not make network namespaces with"
                            + " \"ip netns add\", which takes iproute2 and root");
        }
        Assumptions.assumeTrue(permitted, "network namespaces are not permitted");
        try {
            networks.makeAll();
        } catch (Throwable fault) {
            networks.close();
            throw fault;
        }
        return networks;
    }

    /** Says it on the console, where somebody misses it. */
    static void say(String line) {
        try (var console = new FileOutputStream(FileDescriptor.err)) {
            console.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int ip(String words) {
        return run(List.of(("ip " + words).split(" ")));
    }

    private void makeAll() {
        add(RELAY);
        for (String side : SIDES) {
            add(side);
            wire(side);
        }
        assertThat(ip("netns exec " + network("a") + " ping -c1 -W1 " + address("b", 2)))
                .as("a way from one system to the other beside the relay")
                .isNotZero();
    }

    private String network(String side) {
        return name + side;
    }

    private static String address(String side, int host) {
        return "10.197." + (1 + SIDES.indexOf(side)) + "." + host;
    }

    private void add(String side) {
        made.push(network(side));
        assertThat(ip("netns add " + network(side))).as("a network").isZero();
        assertThat(ip("-n " + network(side) + " link set lo up")).isZero();
    }

    /** Lays a wire between the network of the relay and another one. */
    private void wire(String side) {
        String near = name + side + "0";
        String far = name + side + "1";
        String relay = network(RELAY);
        assertThat(
                        ip(
                                "link add %s netns %s type veth peer name %s netns %s"
                                        .formatted(near, relay, far, network(side))))
                .as("a wire")
                .isZero();
        assertThat(ip("-n " + relay + " addr add " + address(side, 1) + "/24 dev " + near))
                .isZero();
        assertThat(ip("-n " + relay + " link set " + near + " up")).isZero();
        assertThat(ip("-n " + network(side) + " addr add " + address(side, 2) + "/24 dev " + far))
                .isZero();
        assertThat(ip("-n " + network(side) + " link set " + far + " up")).isZero();
    }

    /** What stands before a command that is to run in the network of the relay. */
    List<String> atRelay() {
        return at(RELAY);
    }

    /** What stands before a command that is to run in the network {@code a} or {@code b}. */
    List<String> at(String side) {
        return List.of("ip", "netns", "exec", network(side));
    }

    /** Where the relay is for {@code a} or {@code b}. */
    static String relayUri(String side, String port) {
        return "ws://" + address(side, 1) + ":" + port;
    }

    /** Removes them, with their wires. What runs in them must have ended. */
    @Override
    public void close() {
        made.forEach(each -> ip("netns del " + each));
        made.clear();
    }
}
