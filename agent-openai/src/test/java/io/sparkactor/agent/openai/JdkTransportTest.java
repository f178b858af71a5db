package io.sparkactor.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpMethod;
import com.openai.errors.OpenAIIoException;
import io.sparkactor.agent.testserver.FakeLlmServer;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JdkTransportTest {

    @Test
    void anInterruptInTheMomentTheHeadComesEndsTheConnection() throws InterruptedException {
        try (var server = FakeLlmServer.start();
                var transport = new JdkTransport(new LateInterrupt(HttpClient.newHttpClient()))) {
            server.reply(out -> {
                out.begin(200, "text/event-stream", Map.of());
                out.awaitHangUp();
            });
            var request = com.openai.core.http.HttpRequest.builder()
                    .method(HttpMethod.GET)
                    .baseUrl(server.baseUri().toString())
                    .build();
            assertThrows(OpenAIIoException.class, () -> transport.execute(request, RequestOptions.none()));
            assertThat(Thread.interrupted()).isTrue();
            server.awaitHangUp(Duration.ofSeconds(5));
        }
    }

    /** The client of the JDK, interrupted when there is a response already, which {@code send} then does not give out. */
    private static final class LateInterrupt extends HttpClient {

        private final HttpClient http;

        LateInterrupt(HttpClient http) {
            this.http = http;
        }

        @Override
        public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
                throws IOException, InterruptedException {
            http.send(request, handler);
            throw new InterruptedException();
        }

        @Override
        public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
            return http.sendAsync(request, handler);
        }

        @Override
        public <T> CompletableFuture<HttpResponse<T>> sendAsync(
                HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushed) {
            return http.sendAsync(request, handler, pushed);
        }

        @Override
        public Optional<CookieHandler> cookieHandler() {
            return http.cookieHandler();
        }

        @Override
        public Optional<Duration> connectTimeout() {
            return http.connectTimeout();
        }

        @Override
        public Redirect followRedirects() {
            return http.followRedirects();
        }

        @Override
        public Optional<ProxySelector> proxy() {
            return http.proxy();
        }

        @Override
        public SSLContext sslContext() {
            return http.sslContext();
        }

        @Override
        public SSLParameters sslParameters() {
            return http.sslParameters();
        }

        @Override
        public Optional<Authenticator> authenticator() {
            return http.authenticator();
        }

        @Override
        public Version version() {
            return http.version();
        }

        @Override
        public Optional<Executor> executor() {
            return http.executor();
        }

        @Override
        public void shutdownNow() {
            http.shutdownNow();
        }
    }
}
