package io.sparkactor.process.internal.launch;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The connections between a syndicate and a child JVM. Immutable.
 *
 * <p>Each way has its own, since a channel that a virtual thread has written to is slower to read from on a platform thread.
 */
public enum Line {
    /** Frames to the child. */
    TO_CHILD,
    /** Frames to the syndicate. */
    TO_SYNDICATE,
    /** Single bytes both ways, which show that the other side is alive; its end is the end of either side. */
    PULSE;

    /** Connects to a syndicate; for the child. */
    public SocketChannel connect(Path socket, String token) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        byte[] word = token.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer hello = ByteBuffer.allocate(word.length + 1)
                .put(word)
                .put((byte) ordinal())
                .flip();
        while (hello.hasRemaining()) {
            channel.write(hello);
        }
        return channel;
    }
}
