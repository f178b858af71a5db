package io.sparkactor.agent.mcp;

import io.modelcontextprotocol.server.McpAsyncServer;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.mcp.internal.server.HttpTransportProvider;
import io.sparkactor.agent.mcp.internal.server.ServedTools;
import io.sparkactor.agent.mcp.internal.server.StdioTransportProvider;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Serves actors of a syndicate as tools, by the Model Context Protocol. Only what is named is served. Thread-safe; to be closed.
 *
 * <pre>{@code
 * try (var server = McpServer.http(syndicate, s -> s.tool("add", "Adds two numbers", "adder", Add.class))) {
 *     IO.println(server.uri());
 *     server.awaitEnd();
 * }
 * }</pre>
 *
 * <p>A call becomes an ask of the actor with the tool's time. Wrong arguments, an actor that is not there, an ask that fails or takes too long
 * are results that say so ({@code isError}); the session goes on. What an actor has thrown is not for clients: they get the kind of the failure and
 * an id, under which the log has the rest. A client that cancels a call ends the wait; the actor has its request all the
 * same.
 */
public final class McpServer implements AutoCloseable {

    private final McpAsyncServer server;
    private final ServedTools tools;
    private final Runnable release;
    private final @Nullable URI uri;
    private final CountDownLatch end;

    private McpServer(
            McpAsyncServer server, ServedTools tools, Runnable release, @Nullable URI uri, CountDownLatch end) {
        this.server = server;
        this.tools = tools;
        this.release = release;
        this.uri = uri;
        this.end = end;
    }

    /**
     * Serves the client that has started this program, over standard input and output. What the program prints meanwhile, to {@link System#out}
     * and by {@code IO.println}, goes to standard error, as it would disturb the protocol.
     */
    public static McpServer stdio(Syndicate syndicate, UnaryOperator<McpServerSettings> settings) {
        McpServerSettings chosen = settings.apply(McpServerSettings.defaults());
        PrintStream out = System.out;
        System.setOut(System.err);
        try {
            return serve(syndicate, System.in, new LeftOpen(out), chosen, () -> System.setOut(out));
        } catch (RuntimeException e) {
            System.setOut(out);
            throw e;
        }
    }

    /**
     * Serves one client over these streams. The output is closed at the end; the input is not, and holds a thread until it ends. Calls that are
     * under way when it ends have a second more.
     */
    public static McpServer stdio(
            Syndicate syndicate, InputStream in, OutputStream out, UnaryOperator<McpServerSettings> settings) {
        return serve(syndicate, in, out, settings.apply(McpServerSettings.defaults()), () -> {});
    }

    private static McpServer serve(
            Syndicate syndicate, InputStream in, OutputStream out, McpServerSettings chosen, Runnable release) {
        var tools = new ServedTools(syndicate, chosen.tools(), chosen.maxCalls());
        var end = new CountDownLatch(1);
        var provider = new StdioTransportProvider(in, out, tools.calls(), end::countDown);
        var server = tools.serve(provider, chosen.name(), chosen.version());
        return new McpServer(
                server,
                tools,
                () -> {
                    provider.awaitWritten();
                    release.run();
                },
                null,
                end);
    }

    /**
     * Serves clients over the protocol's "streamable HTTP", at {@code /mcp}.
     *
     * @throws McpException {@link McpException.Reason#UNAVAILABLE} if the address is not one of this machine or in use, or if others could reach
     *     a listener without a token
     */
    public static McpServer http(Syndicate syndicate, UnaryOperator<McpServerSettings> settings) {
        McpServerSettings chosen = settings.apply(McpServerSettings.defaults());
        var tools = new ServedTools(syndicate, chosen.tools(), chosen.maxCalls());
        var provider = HttpTransportProvider.open(chosen, tools.calls());
        try {
            URI uri = provider.uri();
            var server = tools.serve(provider, chosen.name(), chosen.version());
            provider.start();
            return new McpServer(server, tools, () -> {}, uri, new CountDownLatch(1));
        } catch (RuntimeException e) {
            provider.close();
            throw e;
        }
    }

    /**
     * Where it listens.
     *
     * @throws IllegalStateException if it serves no HTTP
     */
    public URI uri() {
        if (uri == null) {
            throw new IllegalStateException("a server over standard input and output has no address");
        }
        return uri;
    }

    /** Waits until this is closed or, over standard input, until the client has gone. */
    public void awaitEnd() throws InterruptedException {
        end.await();
    }

    /** Ends the sessions; calls under way are interrupted. May be called twice. */
    @Override
    public void close() {
        tools.calls().close();
        server.close();
        release.run();
        end.countDown();
    }

    /** A stream that others use as well, and that is not ours to close. */
    private static final class LeftOpen extends FilterOutputStream {

        LeftOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
