package io.sparkactor.remote.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.remote.internal.websocket.ClientBytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A client that sends whatever bytes a test likes, and answers nothing. */
public final class RawSocket implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket = new Socket();

    public RawSocket(InetSocketAddress to) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(to);
    }

    /** Asks for a WebSocket, with more headers, each with its line end. */
    public RawSocket asked(String path, String headers) throws IOException {
        send(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n").getBytes(ISO_8859_1));
        return this;
    }

    public static String upgrade(String more) {
        return "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + more;
    }

    /** Opens a WebSocket. */
    public RawSocket upgraded() throws IOException {
        asked("/", upgrade(""));
        assertThat(readHead()).startsWith("HTTP/1.1 101 ").contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        return this;
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    public void sendBinary(byte[] message) throws IOException {
        send(ClientBytes.frame(ClientBytes.BINARY, true, message));
    }

    /** The head of an answer, with the empty line behind it. */
    public String readHead() throws IOException {
        var head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new AssertionError("closed behind " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Reads to the end, which must come. */
    public byte[] awaitEnd() throws IOException {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (SocketException cut) {
            return new byte[0];
        }
    }

    InputStream in() throws IOException {
        return socket.getInputStream();
    }

    /** The next byte. */
    public int read() throws IOException {
        return socket.getInputStream().read();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
