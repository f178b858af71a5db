package io.sparkactor.remote.internal.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Many connections of nobody in particular, none of which ever comes to the end of what it has to say. Their sockets do not block. */
final class Strangers implements AutoCloseable {

    private final List<SocketChannel> all = new ArrayList<>();
    private final ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();

    /** Connects some more, each of which sends the beginning of something. */
    void connect(int count, InetSocketAddress to, byte[] beginning) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(to);
            channel.write(ByteBuffer.wrap(beginning));
            channel.configureBlocking(false);
            all.add(channel);
        }
    }

    /** Sends a further byte over each that there is now, again and again. */
    void drip(int value) {
        List<SocketChannel> slow = List.copyOf(all);
        var unused = drip.scheduleAtFixedRate(
                () -> {
                    for (SocketChannel channel : slow) {
                        try {
                            channel.write(ByteBuffer.wrap(new byte[] {(byte) value}));
                        } catch (IOException e) {
                            // It was closed, as it should be.
                        }
                    }
                },
                20,
                20,
                TimeUnit.MILLISECONDS);
    }

    int count() {
        return all.size();
    }

    /** How many the other side has closed so far. */
    int closed() {
        return (int) all.stream().filter(Strangers::isClosed).count();
    }

    private static boolean isClosed(SocketChannel channel) {
        try {
            ByteBuffer into = ByteBuffer.allocate(4_096);
            int read = channel.read(into);
            while (read > 0) {
                into.clear();
                read = channel.read(into);
            }
            return read < 0;
        } catch (IOException e) {
            return true; // reset
        }
    }

    @Override
    public void close() {
        drip.shutdownNow();
        for (SocketChannel channel : all) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
