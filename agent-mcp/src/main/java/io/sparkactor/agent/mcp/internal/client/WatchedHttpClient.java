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

/** A client that tells when the whole response to a request has come, or its end, which the SDK keeps to itself. Thread-safe. */
final class WatchedHttpClient extends HttpClient {

    private final HttpClient inner;

    /** What is run at the end of the response to the request that this thread is sending. */
    private final ThreadLocal<@Nullable Runnable> end = new ThreadLocal<>();

    WatchedHttpClient(HttpClient inner) {
        this.inner = inner;
    }

    /** Runs what sends a request, and {@code atEnd} when the response to that has ended, in whatever way. */
    void watch(Runnable sending, Runnable atEnd) {
        end.set(atEnd);
        try {
            sending.run();
        } finally {
            end.remove();
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, HttpResponse.BodyHandler<T> responseBodyHandler) {
        CompletableFuture<HttpResponse<T>> response = inner.sendAsync(request, responseBodyHandler);
        Runnable atEnd = end.get();
        return atEnd == null ? response : response.whenComplete((_, _) -> atEnd.run());
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
