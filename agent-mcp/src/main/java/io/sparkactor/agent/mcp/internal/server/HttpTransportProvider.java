package io.sparkactor.agent.mcp.internal.server;

import com.sun.net.httpserver.HttpServer;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import io.sparkactor.agent.mcp.McpException;
import io.sparkactor.agent.mcp.McpException.Reason;
import io.sparkactor.agent.mcp.McpServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import reactor.core.publisher.Mono;

/** Sessions over the JDK's HTTP server. Thread-safe. */
public final class HttpTransportProvider implements McpStreamableServerTransportProvider {

    /** So many connections may wait to be taken in; the usual 50 are lost in a burst. */
    private static final int BACKLOG = 1024;

    private static final String PATH = "/mcp";

    private final HttpServer server;
    private final String host;
    private final HttpSessions sessions;

    private HttpTransportProvider(HttpServer server, McpServerSettings settings, boolean loopback, ServedCalls calls) {
        this.server = server;
        this.host = RequestGuard.plain(settings.host());
        this.sessions = new HttpSessions(calls);
        server.setExecutor(task -> Thread.ofVirtual().name("spark-mcp-request").start(task));
        server.createContext(
                PATH, new HttpRequests(PATH, settings, new RequestGuard(settings, loopback), sessions, calls));
    }

    /**
     * Takes a port. Requests are handled from {@link #start} on.
     *
     * @throws McpException if that is not possible, or if others could reach a listener without a token
     */
    public static HttpTransportProvider open(McpServerSettings settings, ServedCalls calls) {
        String place = settings.host() + ":" + settings.port();
        try {
            var address = new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port());
            boolean loopback = address.getAddress().isLoopbackAddress();
            if (!loopback && settings.bearerToken() == null) {
                throw new McpException(
                        Reason.UNAVAILABLE,
                        "serving tools on " + place + " would let anybody in the network call them: give it a token,"
                                + " bearerToken(…), or listen on 127.0.0.1",
                        null);
            }
            return new HttpTransportProvider(HttpServer.create(address, BACKLOG), settings, loopback, calls);
        } catch (UnknownHostException e) {
            throw new McpException(Reason.UNAVAILABLE, "cannot listen on " + place + ": the host is not known", e);
        } catch (IOException e) {
            throw new McpException(Reason.UNAVAILABLE, "cannot listen on " + place + ": " + e.getMessage(), e);
        }
    }

    /** Begins to handle requests. */
    public void start() {
        server.start();
    }

    /**
     * Where it listens.
     *
     * @throws IllegalArgumentException if the name of the host cannot be in an address
     */
    public URI uri() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + name + ":" + server.getAddress().getPort() + PATH);
    }

    @Override
    public void setSessionFactory(McpStreamableServerSession.Factory factory) {
        sessions.factory(factory);
    }

    @Override
    public List<String> protocolVersions() {
        return List.of(
                ProtocolVersions.MCP_2025_03_26, ProtocolVersions.MCP_2025_06_18, ProtocolVersions.MCP_2025_11_25);
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return Mono.empty(); // clients have no stream on which they would hear it
    }

    @Override
    public void close() {
        sessions.close();
        server.stop(0);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::close);
    }
}
