package io.sparkactor.agent.mcp.internal.client;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** A client that tells of the end of responses and can end them, which the SDK keeps to itself. Thread-safe. */
final class WatchedHttpClient extends HttpClient {

    private final HttpClient inner;

    /** The response to the request that this thread is sending. */
    private final ThreadLocal<@Nullable WatchedResponse> sending = new ThreadLocal<>();

    WatchedHttpClient(HttpClient inner) {
        this.inner = inner;
    }

    /** Runs what sends a request, so that this is the response to it. */
    void watch(WatchedResponse response, Runnable send) {
        sending.set(response);
        try {
            send.run();
        } finally {
            sending.remove();
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, HttpResponse.BodyHandler<T> responseBodyHandler) {
        WatchedResponse watched = sending.get();
        if (watched == null) {
            return inner.sendAsync(request, responseBodyHandler);
        }
        CompletableFuture<HttpResponse<T>> response = inner.sendAsync(request, watched.watch(responseBodyHandler));
        watched.sent(response);
        return response;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            HttpResponse.BodyHandler<T> responseBodyHandler,
            HttpResponse.@Nullable PushPromiseHandler<T> pushPromiseHandler) {
        return inner.sendAsync(request, responseBodyHandler, pushPromiseHandler);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> responseBodyHandler)
            throws IOException, InterruptedException {
        return inner.send(request, responseBodyHandler);
    }

    @Override
    public void shutdownNow() {
        inner.shutdownNow();
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return inner.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return inner.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return inner.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return inner.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return inner.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return inner.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return inner.authenticator();
    }

    @Override
    public Version version() {
        return inner.version();
    }

    @Override
    public Optional<Executor> executor() {
        return inner.executor();
    }
}
