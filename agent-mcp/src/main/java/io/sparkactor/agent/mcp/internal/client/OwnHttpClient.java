package io.sparkactor.agent.mcp.internal.client;

import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A builder that remembers what it has built, as the SDK keeps its HTTP client to itself and never closes it: its threads would stay until the
 * collector finds it. Built by one thread; {@link #end} by any.
 */
final class OwnHttpClient implements HttpClient.Builder {

    private final HttpClient.Builder builder;
    private volatile @Nullable WatchedHttpClient built;

    OwnHttpClient(Duration connectTimeout) {
        builder = HttpClient.newBuilder()
                // Else each request asks for an upgrade to HTTP/2, which common servers answer with an error.
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .executor(task -> Thread.ofVirtual().name("spark-mcp-http").start(task));
    }

    /** What was built. */
    WatchedHttpClient client() {
        return Objects.requireNonNull(built, "not built");
    }

    /** Ends the requests under way and the threads of what was built. Does not block. */
    void end() {
        HttpClient client = built;
        if (client != null) {
            client.shutdownNow();
        }
    }

    @Override
    public HttpClient build() {
        var client = new WatchedHttpClient(builder.build());
        built = client;
        return client;
    }

    @Override
    public HttpClient.Builder cookieHandler(CookieHandler handler) {
        builder.cookieHandler(handler);
        return this;
    }

    @Override
    public HttpClient.Builder connectTimeout(Duration duration) {
        return this; // is that of the settings
    }

    @Override
    public HttpClient.Builder sslContext(SSLContext context) {
        builder.sslContext(context);
        return this;
    }

    @Override
    public HttpClient.Builder sslParameters(SSLParameters parameters) {
        builder.sslParameters(parameters);
        return this;
    }

    @Override
    public HttpClient.Builder executor(Executor executor) {
        return this; // is ours
    }

    @Override
    public HttpClient.Builder followRedirects(HttpClient.Redirect policy) {
        builder.followRedirects(policy);
        return this;
    }

    @Override
    public HttpClient.Builder version(HttpClient.Version version) {
        return this; // is ours
    }

    @Override
    public HttpClient.Builder priority(int priority) {
        builder.priority(priority);
        return this;
    }

    @Override
    public HttpClient.Builder proxy(ProxySelector selector) {
        builder.proxy(selector);
        return this;
    }

    @Override
    public HttpClient.Builder authenticator(Authenticator authenticator) {
        builder.authenticator(authenticator);
        return this;
    }
}
