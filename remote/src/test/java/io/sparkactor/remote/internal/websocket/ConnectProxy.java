package io.sparkactor.remote.internal.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that makes tunnels by the method CONNECT, for who names himself if that is wanted. Its threads end with their sockets. */
public final class ConnectProxy implements AutoCloseable {

    private final List<String> asked = new CopyOnWriteArrayList<>();

    private final ServerSocket server;
    private final String credentials;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** @param credentials what must be in {@code Proxy-Authorization}; empty for nothing */
    public ConnectProxy(String credentials) throws IOException {
        this.credentials = credentials;
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** The heads of all requests so far. */
    public List<String> asked() {
        return asked;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                sockets.add(client);
                Thread.ofVirtual().start(() -> tunnel(client));
            }
        } catch (IOException closed) {
            // At the end of the test.
        }
    }

    private void tunnel(Socket client) {
        try (client) {
            String head = head(client);
            asked.add(head);
            if (!credentials.isEmpty() && !head.contains(credentials)) {
                client.getOutputStream()
                        .write("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(ISO_8859_1));
                return;
            }
            String[] place = head.split(" ", 3)[1].split(":", 2);
            try (var target = new Socket(place[0], Integer.parseInt(place[1]))) {
                sockets.add(target);
                client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
                Thread back = Thread.ofVirtual().start(() -> pump(target, client));
                pump(client, target);
                back.join();
            }
        } catch (IOException closed) {
            // One side has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // One side has gone, so the other one goes too.
        }
    }

    private static String head(Socket from) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = from.getInputStream().read();
            if (next < 0) {
                throw new IOException("closed behind " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
