package io.sparkactor.agent.mcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a server of this machine and counts the sockets that its clients hold. */
final class CountingRelay implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final AtomicInteger open = new AtomicInteger();

    CountingRelay(int target) throws IOException {
        this.target = target;
        var _ = Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many clients have not hung up. */
    int open() {
        return open.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.incrementAndGet();
                var _ = Thread.ofVirtual().start(() -> {
                    copy(client, server);
                    open.decrementAndGet();
                });
                var _ = Thread.ofVirtual().start(() -> copy(server, client));
            }
        } catch (IOException e) {
            // it was closed
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of them has hung up
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
