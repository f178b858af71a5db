package io.sparkactor.remote.python;

import io.sparkactor.ActorId;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The Python original in a process of its own, with actors to talk to and orders that it takes; {@code peer.py} says which. It ends
 * with this JVM, whatever way that goes, as its stdin ends then. What it complains about goes to {@code target/python-peer.log}.
 * Confined to the thread of the test.
 */
final class PythonPeer implements AutoCloseable {

    /** How long an order may take beyond what it itself waits; on a loaded machine Python alone takes seconds to start. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final BufferedWriter orders;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Map<String, String> self;

    /** Starts one and waits until it listens. */
    static PythonPeer start(PeerOptions options) {
        try {
            return new PythonPeer(options);
        } catch (IOException e) {
            throw new UncheckedIOException("the Python peer does not start", e);
        }
    }

    private PythonPeer(PeerOptions options) throws IOException {
        process = new ProcessBuilder(List.of(
                        PythonEnvironment.interpreter().toString(),
                        PythonEnvironment.peer().toString(),
                        options.name(),
                        options.codec(),
                        options.secret(),
                        Double.toString(seconds(options.idle())),
                        options.transport()))
                .redirectError(ProcessBuilder.Redirect.appendTo(PythonEnvironment.log()))
                .start();
        orders = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().name("python-peer-" + process.pid()).start(this::collect);
        self = JsonLine.read(nextLine(PATIENCE));
    }

    SystemId systemId() {
        return new SystemId(member("system"));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(member("host"), Integer.parseInt(member("port")));
    }

    /** The id of its actor of that class. */
    ActorId actor(String kind) {
        return new ActorId(systemId(), member(kind));
    }

    /** Lets it send to a syndicate from now on. */
    void connect(Syndicate to) {
        connect(to.systemId(), to.remoteAddress());
    }

    /** Lets it send to a system at an address. */
    void connect(SystemId system, InetSocketAddress at) {
        Map<String, Object> order = order("connect");
        order.put("system", system.uuid());
        order.put("host", at.getHostString());
        order.put("port", at.getPort());
        answer(order, Duration.ZERO);
    }

    /** Lets it register with a relay, and send to whoever else is there. */
    void connectRelay(URI relay, String secret) {
        Map<String, Object> order = order("relay");
        order.put("uri", relay.toString());
        order.put("secret", secret);
        answer(order, Duration.ZERO);
    }

    /** Lets it tell the value of an expression; "accepted", or its reason why not. */
    String tell(ActorId target, String expression) {
        return answer(sending("tell", target, expression), Duration.ZERO);
    }

    /** Lets it tell something that is of use to nobody after that time. */
    String tell(ActorId target, String expression, Duration timeToLive) {
        Map<String, Object> order = sending("tell", target, expression);
        order.put("ttl", seconds(timeToLive));
        return answer(order, Duration.ZERO);
    }

    /** Lets it ask with the value of an expression; the repr of the reply. */
    String ask(ActorId target, String expression, Duration timeout) {
        Map<String, Object> order = sending("ask", target, expression);
        order.put("seconds", seconds(timeout));
        return answer(order, timeout);
    }

    /** The repr of the next message in its own inbox; "None" if there is none in time. */
    String receive(Duration timeout) {
        Map<String, Object> order = order("receive");
        order.put("seconds", seconds(timeout));
        return answer(order, timeout);
    }

    /** The repr of the value of an expression, in which {@code syndicate} is its own. */
    String eval(String expression) {
        Map<String, Object> order = order("eval");
        order.put("value", expression);
        return answer(order, Duration.ZERO);
    }

    /** Ends it without a warning, and waits until it has ended. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Lets it shut down; kills it if that takes too long. */
    @Override
    public void close() {
        try {
            orders.close();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the Python peer does not shut down");
            }
        } catch (IOException killedBefore) {
            // Then its pipe is broken.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            kill();
        }
    }

    private static Map<String, Object> order(String what) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("do", what);
        return order;
    }

    private static Map<String, Object> sending(String what, ActorId target, String expression) {
        Map<String, Object> order = order(what);
        order.put("system", target.systemId().uuid());
        order.put("actor", target.uuid());
        order.put("value", expression);
        return order;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private String member(String name) {
        String value = self.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the Python peer has no " + name + ", only " + self.keySet());
        }
        return value;
    }

    private String answer(Map<String, Object> order, Duration itself) {
        try {
            orders.write(JsonLine.write(order));
            orders.newLine();
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the Python peer is gone", e);
        }
        Map<String, String> answer = JsonLine.read(nextLine(itself.plus(PATIENCE)));
        String value = answer.get("value");
        if (value == null) {
            throw new PeerFailure(String.valueOf(answer.get("error")));
        }
        return value;
    }

    private String nextLine(Duration within) {
        try {
            String line = lines.poll(within.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null || line.isEmpty()) {
                kill();
                throw new AssertionError("the Python peer " + (line == null ? "says nothing" : "has ended"));
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the Python peer", e);
        }
    }

    /** Puts its lines where a test can wait for them with a time-out; an empty one is the end. */
    private void collect() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            out.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException killed) {
            // As at the end of its output.
        }
        lines.add("");
    }
}
