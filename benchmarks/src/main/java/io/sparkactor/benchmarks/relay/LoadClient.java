package io.sparkactor.benchmarks.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sparkactor.benchmarks.measure.Latencies;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** One client of a relay on a socket of its own, as the Python original is one. Made and sent to by one thread, and read by one other. */
final class LoadClient {

    private static final int PAYLOAD = 1_024;
    private static final int HEADER_AT = 11;
    private static final long PAUSE_NANOS = 50_000;
    private static final int BINARY = 0x82;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(16 << 10);
    private final String name;
    private final AtomicLong unanswered = new AtomicLong();
    private boolean midway;

    private LoadClient(int port, String name) throws IOException {
        this.name = name;
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** Makes one, and waits until the relay has taken its registration. */
    static LoadClient register(int port, String name) throws Exception {
        LoadClient client = new LoadClient(port, name);
        client.upgrade();
        String id = UUID.randomUUID().toString();
        client.write(BINARY, frame(header(sign(name, id), id, "register", name, "null"), new byte[0]));
        ByteBuffer message;
        do {
            client.fill();
            message = client.next();
        } while (message == null);
        String answer = US_ASCII.decode(message).toString();
        if (!answer.contains("\"kind\":\"ack\"")) {
            throw new IllegalStateException("the relay does not take " + name + ": " + answer);
        }
        client.channel.configureBlocking(false);
        return client;
    }

    private static String sign(String name, String id) throws NoSuchAlgorithmException, InvalidKeyException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("shared".getBytes(US_ASCII), "HmacSHA256"));
        byte[] signed = mac.doFinal(("spark-relay-register:" + name + ":" + id).getBytes(US_ASCII));
        return "\"" + HexFormat.of().formatHex(signed) + "\"";
    }

    private static String header(String auth, String id, String kind, String source, String target) {
        return "{\"auth\":" + auth + ",\"frame_id\":\"" + id + "\",\"kind\":\"" + kind
                + "\",\"reason\":null,\"source\":\"" + source + "\",\"target\":" + target + ",\"version\":1}";
    }

    private static byte[] frame(String header, byte[] payload) {
        return ByteBuffer.allocate(HEADER_AT + header.length() + payload.length)
                .put("SPRKWS1".getBytes(US_ASCII))
                .putInt(header.length())
                .put(header.getBytes(US_ASCII))
                .put(payload)
                .array();
    }

    private void upgrade() throws IOException {
        String request = "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            fill();
            in.flip();
            while (in.hasRemaining() && answer.indexOf("\r\n\r\n") < 0) {
                answer.append((char) in.get());
            }
            in.compact();
        }
    }

    SocketChannel channel() {
        return channel;
    }

    /** Sends a frame that says when it was due. */
    void send(String target, long due) throws IOException {
        byte[] payload = new byte[PAYLOAD];
        ByteBuffer.wrap(payload).putLong(due);
        unanswered.incrementAndGet();
        write(BINARY, frame(header("null", "m", "envelope", name, "\"" + target + "\""), payload));
    }

    /**
     * As {@link #send}, now, and waits for as long as the relay does not read; what the relay says meanwhile is read. For a client of which one
     * thread does all. Pings in the midst of a frame have no answer: what is sent is sign of life enough.
     */
    void sendPatiently(String target, Latencies latencies) throws IOException {
        byte[] content = frame(header("null", "m", "envelope", name, "\"" + target + "\""), new byte[PAYLOAD]);
        ByteBuffer bytes = masked(BINARY, content);
        midway = true;
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                read(latencies);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        midway = false;
        read(latencies);
    }

    /** How many of its frames have no answer yet. */
    long unanswered() {
        return unanswered.get();
    }

    // Masked with zeros: what it would cost to mask is the client's affair.
    private static ByteBuffer masked(int kind, byte[] content) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + content.length);
        bytes.put((byte) kind);
        if (content.length < LENGTH_16) {
            bytes.put((byte) (MASKED | content.length));
        } else {
            bytes.put((byte) (MASKED | LENGTH_16)).putShort((short) content.length);
        }
        return bytes.putInt(0).put(content).flip();
    }

    private synchronized void write(int kind, byte[] content) throws IOException {
        ByteBuffer bytes = masked(kind, content);
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("the relay does not read " + name);
        }
    }

    /** Reads what has come, and tells of each frame for this client how long it took. */
    void read(Latencies latencies) throws IOException {
        fill();
        for (ByteBuffer message = next(); message != null; message = next()) {
            int start = message.position();
            int payloadAt = start + HEADER_AT + message.getInt(start + HEADER_AT - Integer.BYTES);
            if (payloadAt < message.limit()) {
                latencies.record(System.nanoTime() - message.getLong(payloadAt));
            } else {
                unanswered.decrementAndGet();
            }
        }
    }

    private void fill() throws IOException {
        if (channel.read(in) < 0) {
            throw new EOFException("the relay has closed " + name);
        }
    }

    /** The next whole binary message, good until the next call of anything; null if none is there. */
    private @Nullable ByteBuffer next() throws IOException {
        while (true) {
            in.flip();
            if (in.remaining() < 2 || in.remaining() < 2 + extra() || in.remaining() < 2 + extra() + length()) {
                in.compact();
                return null;
            }
            int kind = in.get(0) & 0xFF;
            byte[] content = new byte[length()];
            in.position(2 + extra());
            in.get(content).compact();
            switch (kind) {
                case PING -> {
                    if (!midway) {
                        write(PONG, content);
                    }
                }
                case BINARY -> {
                    return ByteBuffer.wrap(content);
                }
                default -> throw new IOException("the relay closes " + name + ": " + new String(content, US_ASCII));
            }
        }
    }

    private int extra() {
        return in.get(1) == LENGTH_16 ? Short.BYTES : 0;
    }

    private int length() {
        return in.get(1) == LENGTH_16 ? in.getShort(2) & 0xFFFF : in.get(1);
    }
}
