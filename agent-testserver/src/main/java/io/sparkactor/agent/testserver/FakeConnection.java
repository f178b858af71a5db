package io.sparkactor.agent.testserver;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One connection of the server. Its thread reads; a second one writes the reply meanwhile, so that the end of the client's side is seen at
 * once and not with the next write.
 */
final class FakeConnection implements Runnable {

    private static final int END = -1;

    private final FakeLlmServer server;
    private final Socket socket;

    FakeConnection(FakeLlmServer server, Socket socket) {
        this.server = server;
        this.socket = socket;
    }

    @Override
    public void run() {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            var out = new BufferedOutputStream(socket.getOutputStream());
            int first = in.read();
            while (first != END) {
                var sink = new ReplySink(socket, out);
                first = exchange(read(first, in), sink, in);
            }
        } catch (IOException gone) {
            // the client or the script has closed the connection
        } finally {
            server.ended(socket);
        }
    }

    /** Gives the first byte of the next request. */
    private int exchange(FakeRequest request, ReplySink sink, InputStream in) throws IOException {
        Reply reply = server.next(request);
        Thread writer = Thread.ofVirtual().name("fake-llm-reply").start(() -> write(reply, sink));
        int first = END;
        try {
            first = in.read();
        } finally {
            if (first == END) {
                long at = System.nanoTime();
                boolean byClient = !socket.isClosed();
                writer.interrupt();
                join(writer);
                if (byClient && !sink.isWhole()) {
                    server.hungUp(at);
                }
            }
        }
        join(writer);
        return first;
    }

    private void write(Reply reply, ReplySink sink) {
        try {
            reply.writeTo(sink);
            if (!sink.isWhole()) {
                socket.close();
            }
        } catch (IOException | InterruptedException hungUp) {
            // the reading thread tells the server
        }
    }

    private static void join(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private static FakeRequest read(int first, InputStream in) throws IOException {
        String[] start = ((char) first + line(in)).split(" ", -1);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new FakeRequest(start[0], start[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c == END) {
                throw new IOException("the request ends within its head");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
