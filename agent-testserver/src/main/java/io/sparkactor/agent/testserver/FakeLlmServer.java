package io.sparkactor.agent.testserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * An HTTP/1.1 server on the loopback interface that replies to requests as it was told and sees the moment a client hangs up.
 * Thread-safe.
 *
 * <pre>{@code
 * try (var server = FakeLlmServer.start()) {
 *     server.reply(ResponsesScript.answer().text("Hel", "lo").stream());
 *     … new client for server.baseUri() …
 * }
 * }</pre>
 */
public final class FakeLlmServer implements AutoCloseable {

    private static final int BACKLOG = 1_024;

    /** How many requests, and moments of hang-ups, are kept for who asks: so that a long run fills no memory. */
    private static final int KEPT = 1_000;

    private final ServerSocket listener;
    private final Thread acceptor = Thread.ofVirtual().name("fake-llm-server").unstarted(this::accept);
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();

    /** The latest. Guarded by itself, as is how many have come. */
    private final Deque<FakeRequest> requests = new ArrayDeque<>();

    private long come;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Long> hangUps = new LinkedBlockingQueue<>(KEPT);
    private volatile Function<FakeRequest, Reply> otherwise =
            _ -> Reply.error(500, Map.of(), "no_script", "the script of the test server has no reply to this request");

    private FakeLlmServer(ServerSocket listener) {
        this.listener = listener;
    }

    /**
     * Starts a server on a free port.
     *
     * @throws UncheckedIOException if there is none
     */
    public static FakeLlmServer start() {
        try {
            var server = new FakeLlmServer(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
            server.acceptor.start();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What clients take as the base of the API: {@code http://127.0.0.1:port/v1}. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1");
    }

    /** Replies to the next requests with these, in this order. */
    public FakeLlmServer reply(Reply... next) {
        replies.addAll(List.of(next));
        return this;
    }

    /** Replies thus to each request for which no {@link #reply} is left. */
    public FakeLlmServer otherwise(Function<FakeRequest, Reply> reply) {
        otherwise = reply;
        return this;
    }

    /** The requests that have come, oldest first; of more than 1,000 the latest. */
    public List<FakeRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /**
     * Waits until so many requests have come.
     *
     * @throws IllegalStateException if they do not within the time
     */
    public void awaitRequests(long count, Duration within) throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        synchronized (requests) {
            for (long left = within.toNanos(); come < count; left = end - System.nanoTime()) {
                if (left <= 0) {
                    throw new IllegalStateException(
                            come + " requests, not " + count + ", have come within " + within.toMillis() + " ms");
                }
                TimeUnit.NANOSECONDS.timedWait(requests, left);
            }
        }
    }

    /** How many connections are open. */
    public int connections() {
        return open.size();
    }

    /**
     * Waits until a client hangs up on a reply that is not whole, and says when: a value of {@link System#nanoTime}. Each is given out once,
     * oldest first; of more than 1,000 that wait for that, the rest is forgotten.
     *
     * @throws IllegalStateException if none does within the time
     */
    public long awaitHangUp(Duration within) throws InterruptedException {
        Long at = hangUps.poll(within.toNanos(), TimeUnit.NANOSECONDS);
        if (at == null) {
            throw new IllegalStateException("no client has hung up within " + within.toMillis() + " ms");
        }
        return at;
    }

    /** Closes all connections; nobody can connect afterwards. Idempotent. */
    @Override
    public void close() {
        closeQuietly(listener);
        try {
            // The port is free only when the thread that accepts has noticed.
            acceptor.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        open.forEach(FakeLlmServer::closeQuietly);
    }

    Reply next(FakeRequest request) {
        synchronized (requests) {
            come++;
            requests.add(request);
            if (requests.size() > KEPT) {
                requests.remove();
            }
            requests.notifyAll();
        }
        Reply scripted = replies.poll();
        return scripted != null ? scripted : otherwise.apply(request);
    }

    void hungUp(long at) {
        boolean _ = hangUps.offer(at);
    }

    void ended(Socket socket) {
        open.remove(socket);
        closeQuietly(socket);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                Thread.ofVirtual().name("fake-llm-connection").start(new FakeConnection(this, socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception alreadyGone) {
            // nothing is left to close
        }
    }
}
