package io.sparkactor.remote.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.websocket.FrameHeader;
import io.sparkactor.remote.internal.websocket.FrameHeader.Ack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Challenge;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.FrameHeader.Nack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Register;
import io.sparkactor.remote.internal.websocket.Recorded;
import io.sparkactor.remote.internal.websocket.RelayProofs;
import io.sparkactor.remote.internal.wire.Secret;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of a relay that sends whatever a test likes, over the JDK's WebSocket. For the thread of one test. */
public final class RelayClient implements AutoCloseable, WebSocket.Listener {

    /** In place of a code: the connection was cut. */
    public static final int CUT = -1;

    static final long PATIENCE_SECONDS = 10;

    private static final byte[] END = {};

    private final HttpClient http;
    private final WebSocket socket;
    private final boolean reads;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private @Nullable String reason;

    private RelayClient(HttpClient http, URI relay, boolean challenge, boolean reads) {
        this.http = http;
        this.reads = reads;
        WebSocket.Builder builder = http.newWebSocketBuilder();
        if (challenge) {
            builder.subprotocols(RelayProofs.SUB_PROTOCOL);
        }
        socket = builder.buildAsync(relay, this)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** One that offers what the original offers: nothing. */
    public static RelayClient of(URI relay) {
        return new RelayClient(HttpClient.newHttpClient(), relay, false, true);
    }

    static RelayClient of(HttpClient http, URI relay) {
        return new RelayClient(http, relay, false, true);
    }

    /** One that takes nothing of what comes until it is told to. */
    static RelayClient deaf(URI relay) {
        return new RelayClient(HttpClient.newHttpClient(), relay, false, false);
    }

    /** One that wants a challenge. */
    static RelayClient challenged(URI relay) {
        RelayClient client = new RelayClient(HttpClient.newHttpClient(), relay, true, true);
        assertThat(client.socket.getSubprotocol()).isEqualTo(RelayProofs.SUB_PROTOCOL);
        return client;
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads) {
            opened.request(Long.MAX_VALUE);
        }
    }

    /** Takes so many messages, or parts of them. */
    void take(long count) {
        socket.request(count);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        parts.writeBytes(bytes);
        if (last) {
            messages.add(parts.toByteArray());
            parts.reset();
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String text) {
        reason = text;
        // First, as a test that knows the code counts what has come.
        messages.add(END);
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        messages.add(END);
        closed.complete(CUT);
    }

    public void send(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    public void send(FrameHeader header) {
        send(Recorded.bytes(header));
    }

    public void sendText(String text) {
        socket.sendText(text, true)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    CompletableFuture<WebSocket> sendLater(byte[] message, boolean last) {
        return socket.sendBinary(ByteBuffer.wrap(message), last);
    }

    /** The next message. */
    public byte[] nextBytes() {
        try {
            byte[] message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(message)
                    .as("a message")
                    .isNotNull()
                    .as("a message, not the end of the connection")
                    .isNotSameAs(END);
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public FrameHeader next() {
        return Recorded.header(nextBytes());
    }

    String nextReason() {
        FrameHeader next = next();
        assertThat(next).isInstanceOf(Nack.class);
        return String.valueOf(((Nack) next).reason());
    }

    /** How many messages have come and were not looked at. */
    int waiting() {
        return messages.size();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** Waits until the relay has closed it; the code, or {@link #CUT}. */
    public int closeCode() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Nullable
    public String closeReason() {
        closeCode();
        return reason;
    }

    /** Registers without a secret. */
    RelayClient registered(SystemId system) {
        send(Register.of(system, "r"));
        assertThat(next()).isEqualTo(new Ack(Recorded.RELAY, system, "r", null));
        return this;
    }

    /** Registers as the original does. */
    RelayClient registered(SystemId system, Secret secret) {
        String id = UUID.randomUUID().toString();
        send(signed(system, secret, id));
        assertThat(next()).isEqualTo(new Ack(Recorded.RELAY, system, id, null));
        return this;
    }

    static Register signed(SystemId system, Secret secret, String id) {
        return new Register(system, null, id, new RelayProofs(secret).ofOriginal(system, id));
    }

    /** Answers the challenge. */
    RelayClient answered(SystemId system, Secret secret) {
        Challenge challenge = (Challenge) next();
        var proofs = new RelayProofs(secret);
        String nonce = RelayProofs.nonce();
        send(new Register(system, Recorded.RELAY, nonce, proofs.ofClient(challenge.frameId(), nonce, system)));
        assertThat(next())
                .isEqualTo(new Ack(Recorded.RELAY, system, nonce, proofs.ofRelay(challenge.frameId(), nonce, system)));
        return this;
    }

    /** Sends an envelope. */
    void tell(SystemId from, SystemId to, String id, byte[] payload) {
        send(Recorded.bytes(Envelope.of(from, to, id), payload));
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
