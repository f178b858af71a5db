package io.sparkactor.agent.mcp.internal.client;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.sparkactor.agent.mcp.internal.wire.LineReader;
import io.sparkactor.agent.mcp.internal.wire.LineWriter;
import io.sparkactor.agent.mcp.internal.wire.McpJson;
import io.sparkactor.agent.mcp.internal.wire.Printable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Messages as lines over the standard input and output of a process. Thread-safe.
 *
 * <p>In place of the SDK's own, which hands its process our whole environment, tells nobody that the process has died, and waits for ever for
 * one that does not end.
 */
final class ChildTransport implements McpClientTransport {

    private static final System.Logger LOG = System.getLogger("io.sparkactor.agent.mcp");
    private static final int MAX_MESSAGE_BYTES = 16 << 20;
    private static final String CLOSED_OUTPUT = "its process has closed its output";

    private final String name;
    private final Child child;
    private final Consumer<String> lost;
    private final LineWriter out;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Thread reader;

    ChildTransport(String name, Child child, Consumer<String> lost) {
        this.name = name;
        this.child = child;
        this.lost = lost;
        this.out = new LineWriter("spark-mcp-in-" + name, child.process().getOutputStream(), this::cannotWrite);
    }

    private void cannotWrite(IOException e) {
        if (!closed.get()) {
            // Mostly it has died, and its exit code says more; but who writes is not to wait for that.
            var _ = Thread.ofVirtual()
                    .name("spark-mcp-ends-" + name)
                    .start(() -> ended(child.describeEnd("it does not read its input (" + e.getMessage() + ")")));
        }
    }

    /** Tells of the end, by whichever sign it is seen first. */
    private void ended(String reason) {
        if (!ended.getAndSet(true)) {
            lost.accept(reason);
        }
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return Mono.fromRunnable(() -> {
            // A platform thread, as reading from a pipe would hold the carrier of a virtual one.
            reader = Thread.ofPlatform().daemon().name("spark-mcp-out-" + name).start(() -> readToEnd(handler));
            // Its output does not end with it if a program that it has started has inherited that. What it has written
            // is read first.
            var _ = child.process()
                    .onExit()
                    .thenRunAsync(
                            () -> ended(child.describeEnd(CLOSED_OUTPUT)),
                            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
        });
    }

    private void readToEnd(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        String reason = "its output could not be read";
        try {
            reason = read(handler);
        } finally {
            ended(reason);
        }
    }

    /** Reads to the end and says why it came. */
    private String read(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        var lines = new LineReader(child.process().getInputStream(), MAX_MESSAGE_BYTES);
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (lines.wasCut()) {
                    return "it has sent a message of more than " + MAX_MESSAGE_BYTES + " bytes";
                }
                receive(line, handler);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the standard output of " + name + " has ended", e);
        }
        return child.describeEnd(CLOSED_OUTPUT);
    }

    private void receive(String line, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        if (line.isBlank()) {
            return;
        }
        JSONRPCMessage message;
        try {
            message = McpJson.readMessage(line);
        } catch (IOException e) {
            String head = line.length() > 200 ? line.substring(0, 200) + "…" : line;
            LOG.log(Level.WARNING, "{0} has written to its output what is no message: {1}", name, Printable.of(head));
            return;
        }
        try {
            var _ = handler.apply(Mono.just(message)).subscribe(_ -> {}, this::notUnderstood);
        } catch (RuntimeException e) {
            notUnderstood(e); // and the next one may be
        }
    }

    private void notUnderstood(Throwable e) {
        LOG.log(Level.WARNING, "a message of " + name + " was not understood", e);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromCallable(() -> {
            try {
                out.write(McpJson.write(message));
            } catch (IOException e) {
                cannotWrite(e);
                throw e;
            }
            return (Void) null;
        });
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return McpJson.SDK.convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::close);
    }

    /** Ends the process and waits for that. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        // Before its input ends: it may end at once, and then nobody knows them any more.
        Set<ProcessHandle> kin = child.kin();
        out.end();
        child.stop(kin);
        try {
            Thread reading = reader;
            if (reading != null && reading != Thread.currentThread()) {
                reading.join(1_000);
            }
            int dropped = out.awaitWritten(1_000);
            if (dropped > 0) {
                LOG.log(Level.DEBUG, "{0} has ended without having read the last {1} messages", name, dropped);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
