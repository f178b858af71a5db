package io.sparkactor.agent.testserver;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Where a {@link Reply} is written: one HTTP/1.1 exchange. Confined to the thread that replies. */
public final class ReplySink {

    private final Socket socket;
    private final OutputStream out;
    private boolean whole;

    ReplySink(Socket socket, OutputStream out) {
        this.socket = socket;
        this.out = out;
    }

    /** Writes a reply at once. */
    public void whole(int status, String type, Map<String, String> headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        out.write(head(status, type, headers, "content-length: " + bytes.length));
        out.write(bytes);
        out.flush();
        whole = true;
    }

    /** Begins a reply in chunks. */
    public void begin(int status, String type, Map<String, String> headers) throws IOException {
        out.write(head(status, type, headers, "transfer-encoding: chunked"));
        out.flush();
    }

    /** Writes one chunk and sends it. */
    public void chunk(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write('\r');
        out.write('\n');
        out.flush();
    }

    /** Ends a reply in chunks. */
    public void end() throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        whole = true;
    }

    /** Waits until the client hangs up, which interrupts this. */
    public void awaitHangUp() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** Resets the connection. */
    public void drop() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Whether another request may come on this connection. */
    boolean isWhole() {
        return whole;
    }

    private static byte[] head(int status, String type, Map<String, String> headers, String length) {
        var head = new StringBuilder("HTTP/1.1 ")
                .append(status)
                .append(" Scripted\r\ncontent-type: ")
                .append(type)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append(length).append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
