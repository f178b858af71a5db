package io.sparkactor.agent.testserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FakeLlmServerTest {

    private final FakeLlmServer server = FakeLlmServer.start();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void repliesComeInTheirOrderOnOneConnection() throws Exception {
        server.reply(Reply.json(200, Map.of("x-more", "yes"), "{}"), ResponsesScript.answer().text("a", "b").stream());
        HttpResponse<String> first = post("/responses", "one");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("x-more")).contains("yes");
        assertThat(post("/responses", "two").body())
                .startsWith("event: response.created\ndata: {")
                .contains("\"delta\":\"a\"", "\"delta\":\"b\"", "\"text\":\"ab\"", "event: response.completed");
        assertThat(server.requests().stream().map(FakeRequest::body)).containsExactly("one", "two");
        assertThat(server.requests().getFirst().path()).isEqualTo("/v1/responses");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aRequestWithoutAScriptIsToldSo() throws Exception {
        assertThat(post("/responses", "").statusCode()).isEqualTo(500);
        server.otherwise(request -> Reply.json(201, request.body()));
        assertThat(post("/responses", "echo").body()).isEqualTo("echo");
    }

    @Test
    void aHangUpInTheMidstOfAReplyIsSeen() throws Exception {
        server.reply(Reply.silence());
        long before;
        try (var socket =
                new Socket(server.baseUri().getHost(), server.baseUri().getPort())) {
            socket.getOutputStream()
                    .write("POST /v1/responses HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}"
                            .getBytes(StandardCharsets.US_ASCII));
            server.awaitRequests(1, Duration.ofSeconds(5));
            before = System.nanoTime();
        }
        assertThat(server.awaitHangUp(Duration.ofSeconds(5))).isGreaterThanOrEqualTo(before);
    }

    @Test
    void aWholeReplyIsNoHangUp() throws Exception {
        server.reply(Reply.json(200, "{}"));
        post("/responses", "");
        client.shutdownNow();
        Assertions.assertThrows(IllegalStateException.class, () -> server.awaitHangUp(Duration.ofMillis(100)));
    }

    @Test
    void aDroppedConnectionIsAnErrorForTheClient() {
        server.reply(Reply.drop(), ResponsesScript.answer().text("a").stream().thenDrop());
        Assertions.assertThrows(IOException.class, () -> post("/responses", ""));
        Assertions.assertThrows(IOException.class, () -> post("/responses", ""));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.baseUri() + path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
