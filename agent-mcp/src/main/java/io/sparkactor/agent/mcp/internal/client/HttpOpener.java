package io.sparkactor.agent.mcp.internal.client;

import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.sparkactor.agent.mcp.McpSettings;
import io.sparkactor.agent.mcp.internal.wire.McpJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.function.Consumer;

/** Connects to a server of streamable HTTP by the SDK's transport. Thread-safe. */
public final class HttpOpener implements Opener {

    private static final int MAX_MESSAGE_BYTES = 16 << 20;

    private final URI server;
    private final McpSettings settings;

    /**
     * Connects to nothing yet.
     *
     * @throws IllegalArgumentException if it is no address of HTTP
     */
    public HttpOpener(URI server, McpSettings settings) {
        String scheme = server.getScheme();
        if (server.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(
                    "the address of a server must begin with http:// or https://, and name a host");
        }
        this.server = server;
        this.settings = settings;
    }

    @Override
    public String name() {
        return settings.name().isEmpty() ? place() : settings.name();
    }

    /** Without a user and a password that may be in the address: this is logged, and told to models. */
    private String place() {
        return server.getPort() < 0 ? server.getHost() : server.getHost() + ":" + server.getPort();
    }

    @Override
    public McpClientTransport open(Consumer<String> lost) {
        var request = HttpRequest.newBuilder();
        settings.headers().forEach(request::header);
        var client = new OwnHttpClient(settings.connectTimeout());
        String path = server.getRawPath().isEmpty() ? "/mcp" : server.getRawPath();
        String query = server.getRawQuery() == null ? "" : "?" + server.getRawQuery();
        var transport = HttpClientStreamableHttpTransport.builder(server.getScheme() + "://" + place())
                .endpoint(path + query)
                .clientBuilder(client)
                .requestBuilder(request)
                .jsonMapper(McpJson.SDK)
                .maxResponseSize(MAX_MESSAGE_BYTES)
                // A stream that is taken up again hides that the server has gone.
                .resumableStreams(false)
                .build();
        return new HttpTransport(transport, client, lost);
    }
}
