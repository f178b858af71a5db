package io.sparkactor.agent.mcp.internal.client;

import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.sparkactor.agent.mcp.McpException;
import io.sparkactor.agent.mcp.McpException.Reason;
import io.sparkactor.agent.mcp.McpSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to a server that all callers share. Who needs one when there is none starts an attempt, on a thread of its own, or waits
 * for that under way. After a failure no attempt is made for a while, and callers are told so at once: a queue of calls for a server that is
 * down helps nobody. Thread-safe.
 */
public final class SharedConnection {

    private final Opener opener;
    private final McpSettings settings;
    private final RemoteTools tools;

    private final Closings closings;

    /** Guarded by this object, as all below. */
    private @Nullable Connection current;

    private @Nullable CompletableFuture<Connection> attempt;
    private @Nullable Thread connecting;
    private final Pauses pauses = new Pauses();
    private boolean closed;

    /**
     * Connects to nothing yet.
     *
     * @param tools are listed anew when the server says that they have changed
     */
    public SharedConnection(Opener opener, McpSettings settings, RemoteTools tools) {
        this.opener = opener;
        this.settings = settings;
        this.tools = tools;
        this.closings = new Closings(opener.name());
    }

    /**
     * The tools of all pages.
     *
     * @throws McpException for each reason that there is
     */
    public List<Tool> list() throws InterruptedException {
        return connection(settings.connectTimeout()).list();
    }

    /**
     * Calls a tool, within the time of that.
     *
     * @throws McpException for each reason that there is
     */
    public String call(String tool, String arguments) throws InterruptedException {
        Duration limit = settings.timeoutOf(tool);
        long begin = System.nanoTime();
        Connection connection = connection(limit);
        Duration left = limit.minusNanos(System.nanoTime() - begin);
        if (!left.isPositive()) { // then it must not be sent either
            throw tooLate(limit, null);
        }
        return connection.call(tool, arguments, left);
    }

    private Connection connection(Duration limit) throws InterruptedException {
        CompletableFuture<Connection> wait;
        synchronized (this) {
            if (closed) {
                throw new McpException(Reason.CLOSED, "the tools of server " + opener.name() + " were closed", null);
            }
            if (current != null && current.isOpen()) {
                return current;
            }
            wait = attempt == null ? begin() : attempt;
        }
        try {
            return wait.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw tooLate(limit, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof McpException known
                    ? new McpException(known.reason(), String.valueOf(known.getMessage()), known)
                    : new McpException(Reason.UNAVAILABLE, "no connection to server " + opener.name(), e.getCause());
        }
    }

    private McpException tooLate(Duration limit, @Nullable Throwable cause) {
        return new McpException(
                Reason.UNAVAILABLE,
                "no connection to server " + opener.name() + " within " + limit.toMillis() + " ms",
                cause);
    }

    /** With the lock held. */
    private CompletableFuture<Connection> begin() {
        pauses.check(opener.name());
        var begun = new CompletableFuture<Connection>();
        attempt = begun;
        connecting =
                Thread.ofVirtual().name("spark-mcp-connect-" + opener.name()).start(() -> connect(begun));
        return begun;
    }

    private void connect(CompletableFuture<Connection> begun) {
        try {
            closings.await();
            Connection opened = Connection.open(opener, settings, tools, this::lost);
            if (opened(opened)) {
                begun.complete(opened);
            } else {
                closings.finish(opened, "it is not used");
                begun.completeExceptionally(new McpException(
                        Reason.UNAVAILABLE, "the connection to server " + opener.name() + " has ended at once", null));
            }
        } catch (Throwable thrown) { // also what the SDK throws
            failed(thrown.getMessage() == null ? thrown.toString() : thrown.getMessage());
            begun.completeExceptionally(
                    thrown instanceof InterruptedException
                            ? new McpException(
                                    Reason.CLOSED, "the tools of server " + opener.name() + " were closed", thrown)
                            : thrown);
        }
    }

    /** Whether it is to be used. One that has ended before it got here is none. */
    private synchronized boolean opened(Connection opened) {
        attempt = null;
        connecting = null;
        if (!closed && !opened.isOpen()) {
            pauses.add("the connection was lost at once");
        }
        if (closed || !opened.isOpen()) {
            closings.begin();
            return false;
        }
        current = opened;
        return true;
    }

    private synchronized void failed(String reason) {
        attempt = null;
        connecting = null;
        pauses.add(reason);
    }

    private synchronized void lost(Connection connection, String reason) {
        if (current != connection) {
            return;
        }
        current = null;
        if (connection.wasUseful()) {
            pauses.end();
        } else {
            pauses.add(reason);
        }
        closings.close(connection);
    }

    /** Ends it for good; waits for the end of the process, also of one that was lost before. */
    public void close() {
        Connection last;
        Thread attempting;
        synchronized (this) {
            closed = true;
            last = current;
            current = null;
            attempting = connecting;
        }
        try {
            if (attempting != null) {
                attempting.interrupt();
                attempting.join();
            }
            closings.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (last != null) {
            last.close("the tools were closed");
        }
    }
}
