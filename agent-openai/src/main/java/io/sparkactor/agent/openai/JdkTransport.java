package io.sparkactor.agent.openai;

import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIIoException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Carries the client's requests by the JDK's HTTP client. Thread-safe.
 *
 * <p>The transport that the client brings takes a tenth of a second to close an answer that is not whole, and cannot do it while another
 * thread reads. This one ends a call at once: by an interrupt, by a close from any thread, or at its deadline.
 */
final class JdkTransport implements HttpClient {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    private final java.net.http.HttpClient http;

    JdkTransport(Duration connectTimeout) {
        // With HTTP/2 all calls would share one connection and its limit of streams, often 100.
        this(java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build());
    }

    /** Sends by this client. */
    JdkTransport(java.net.http.HttpClient http) {
        this.http = http;
    }

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
        Duration timeout = timeout(options);
        var body = new ResponseBody(System.nanoTime() + timeout.toNanos());
        try {
            return new JdkResponse(http.send(convert(request, timeout), _ -> body));
        } catch (InterruptedException interrupted) {
            // The head may have come in this moment: then nobody else has the body that holds the connection.
            body.close();
            Thread.currentThread().interrupt();
            throw new OpenAIIoException("interrupted", interrupted);
        } catch (IOException failed) {
            throw new OpenAIIoException("the request failed", failed);
        }
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
        Duration timeout = timeout(options);
        long deadline = System.nanoTime() + timeout.toNanos();
        return http.sendAsync(convert(request, timeout), _ -> new ResponseBody(deadline))
                .thenApply(JdkResponse::new);
    }

    /** Ends open calls as well. */
    @Override
    public void close() {
        http.shutdownNow();
    }

    private static java.net.http.HttpRequest convert(HttpRequest request, Duration timeout) {
        var converted =
                java.net.http.HttpRequest.newBuilder(URI.create(request.url())).timeout(timeout);
        for (String name : request.headers().names()) {
            request.headers().values(name).forEach(value -> converted.header(name, value));
        }
        HttpRequestBody body = request.body();
        if (body != null) {
            String type = body.contentType();
            if (type != null) {
                converted.setHeader("Content-Type", type);
            }
        }
        return converted.method(request.method().name(), publisher(body)).build();
    }

    private static BodyPublisher publisher(@Nullable HttpRequestBody body) {
        if (body == null) {
            return BodyPublishers.noBody();
        }
        var bytes = new ByteArrayOutputStream();
        try (body) {
            body.writeTo(bytes);
        }
        return BodyPublishers.ofByteArray(bytes.toByteArray());
    }

    private static Duration timeout(RequestOptions options) {
        Timeout timeout = options.getTimeout();
        return timeout == null ? DEFAULT_TIMEOUT : timeout.request();
    }

    /**
     * What has come back.
     *
     * @param response its body is closed at the end of the time of the call
     */
    private record JdkResponse(java.net.http.HttpResponse<InputStream> response) implements HttpResponse {

        @Override
        public int statusCode() {
            return response.statusCode();
        }

        @Override
        public Headers headers() {
            var headers = Headers.builder();
            response.headers().map().forEach(headers::put);
            return headers.build();
        }

        @Override
        public InputStream body() {
            return response.body();
        }

        @Override
        public void close() {
            try {
                response.body().close();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }
}
