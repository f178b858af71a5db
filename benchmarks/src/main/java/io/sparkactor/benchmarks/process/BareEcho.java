package io.sparkactor.benchmarks.process;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The floor of a round trip: two bare JVMs, a Unix-domain socket each way, blocking reads and writes of frames as large as those of an
 * actor's. Driven by one thread.
 */
final class BareEcho implements AutoCloseable {

    /** What a frame has beside its content, about. */
    private static final int HEAD = 80;

    private final Process child;
    private final SocketChannel out;
    private final SocketChannel in;
    private final ByteBuffer frame;

    /** Starts the other JVM. */
    BareEcho(int size) throws IOException {
        Path folder = Files.createTempDirectory("spark-");
        Path socket = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            child = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Other.class.getName(),
                            socket.toString(),
                            Integer.toString(size + HEAD)))
                    .inheritIO()
                    .start();
            out = server.accept();
            in = server.accept();
        }
        Files.delete(socket);
        Files.delete(folder);
        frame = ByteBuffer.allocateDirect(size + HEAD);
    }

    /** One round trip. */
    void echo() throws IOException {
        frame.clear();
        write(out, frame);
        frame.clear();
        read(in, frame);
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void read(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the other JVM is gone");
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        in.close();
        child.destroyForcibly();
    }

    /** The other JVM. */
    static final class Other {

        private Other() {}

        public static void main(String[] args) throws IOException {
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(args[0]);
            ByteBuffer frame = ByteBuffer.allocateDirect(Integer.parseInt(args[1]));
            try (SocketChannel in = SocketChannel.open(address);
                    SocketChannel out = SocketChannel.open(address)) {
                while (true) {
                    frame.clear();
                    read(in, frame);
                    frame.flip();
                    write(out, frame);
                }
            } catch (EOFException e) {
                return; // the end of the benchmark
            }
        }
    }
}
