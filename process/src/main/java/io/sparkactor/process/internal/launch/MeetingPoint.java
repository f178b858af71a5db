package io.sparkactor.process.internal.launch;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where one child JVM connects to this one: a Unix-domain socket in a folder that no other user can enter. The child comes once for each
 * {@link Line} and says the token and which line it is. Confined to one thread, but for {@link #close}.
 */
public final class MeetingPoint implements AutoCloseable {

    /** How often it looks whether the child is still alive. */
    private static final long LOOK_MILLIS = 20;

    private static final int HELLO_MILLIS = 5_000;

    private final Path socket;
    private final byte[] token;
    private final ServerSocketChannel server;

    /**
     * Opens it.
     *
     * @param folder holds the socket; only this user may enter it
     * @param name the name of the socket there
     */
    public MeetingPoint(Path folder, String name, String token) throws IOException {
        this.socket = folder.resolve(name);
        this.token = token.getBytes(StandardCharsets.US_ASCII);
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
            server.configureBlocking(false);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw new IOException(
                    "no socket could be opened at " + socket
                            + "; if that is too long, set java.io.tmpdir to a shorter folder",
                    e);
        }
    }

    /** The address. */
    public Path socket() {
        return socket;
    }

    /**
     * Waits for the child.
     *
     * @param goesOn whether it is worth waiting any longer; asked every few milliseconds
     * @return the channels by {@link Line#ordinal}, blocking; null if it was not worth waiting any longer
     */
    public SocketChannel @Nullable [] await(BooleanSupplier goesOn) throws IOException {
        SocketChannel[] lines = new SocketChannel[Line.values().length];
        boolean complete = false;
        try (Selector selector = Selector.open()) {
            server.register(selector, SelectionKey.OP_ACCEPT);
            for (int met = 0; met < lines.length; ) {
                selector.select(LOOK_MILLIS);
                selector.selectedKeys().clear();
                SocketChannel channel = server.accept();
                if (channel == null) {
                    if (!goesOn.getAsBoolean()) {
                        return null;
                    }
                    continue;
                }
                if (admit(channel, lines)) {
                    met++;
                }
            }
            complete = true;
            return lines;
        } finally {
            if (!complete) {
                closeAll(lines);
            }
        }
    }

    /** Lets a stranger in if it says the right word, and closes the door on it otherwise. */
    private boolean admit(SocketChannel channel, SocketChannel[] lines) throws IOException {
        ByteBuffer hello = ByteBuffer.allocate(token.length + 1);
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            while (hello.hasRemaining()) {
                if (selector.select(HELLO_MILLIS) == 0 || channel.read(hello) < 0) {
                    channel.close();
                    return false;
                }
                selector.selectedKeys().clear();
            }
        }
        byte[] said = new byte[token.length];
        int line = hello.flip().get(said).get();
        if (!MessageDigest.isEqual(said, token) || line < 0 || line >= lines.length || lines[line] != null) {
            channel.close();
            return false;
        }
        channel.configureBlocking(true);
        lines[line] = channel;
        return true;
    }

    private static void closeAll(@Nullable SocketChannel[] lines) throws IOException {
        for (SocketChannel line : lines) {
            if (line != null) {
                line.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
    }
}
