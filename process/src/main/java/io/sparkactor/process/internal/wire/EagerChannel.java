package io.sparkactor.process.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;

/**
 * A socket to read from, which looks for a short while before it waits: to be woken takes the operating system longer than the other side
 * needs for an answer. It yields between two looks, so that nobody waits for the core. For platform threads, one at a time.
 */
public final class EagerChannel implements ReadableByteChannel {

    private static final int LOOKS = 200;

    private final SocketChannel channel;
    private final Anticipation anticipation = new Anticipation();

    /** Reads from a channel that nobody else reads from. */
    public EagerChannel(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!anticipation.isWorthwhile()) {
            return channel.read(target);
        }
        channel.configureBlocking(false);
        try {
            for (int i = 0; i < LOOKS; i++) {
                int count = channel.read(target);
                if (count != 0) {
                    anticipation.ended(true);
                    return count;
                }
                Thread.yield();
            }
        } finally {
            channel.configureBlocking(true);
        }
        anticipation.ended(false);
        return channel.read(target);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
