package io.sparkactor.remote.internal.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.sparkactor.remote.internal.wire.Bounded;
import io.sparkactor.remote.internal.wire.FrameException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What comes in place of a frame, or of a connection of a client: it is read, or refused as declared, at once. Stateless. */
final class WebSocketTargets {

    private static final int LARGEST = 1 << 16;

    private WebSocketTargets() {}

    /** Some that are right. */
    static Stream<byte[]> someFrames() {
        return Stream.concat(
                Stream.of("register", "register.secret", "ack.register", "envelope", "nack.route")
                        .map(Recorded::bytes),
                WebSocketFramesTest.ours().map(Recorded::bytes));
    }

    /** Reads it; what was read can be written and is read again. */
    static void frames(byte[] bytes) {
        Bounded.run(bytes.length, () -> {
            try {
                FrameHeader header = WebSocketFrames.read(Unpooled.wrappedBuffer(bytes));
                if (!header.equals(Recorded.header(Recorded.bytes(header)))) {
                    throw new AssertionError(header + " is not read as it was written");
                }
            } catch (FrameException declared) {
                Bounded.saysSomething(declared);
            }
        });
    }

    /** Has it come over a connection, behind the handshake of HTTP. */
    static void connections(byte[] bytes) {
        Bounded.run(bytes.length + 512, () -> {
            var kept = new AtomicInteger();
            var channel = new EmbeddedChannel(
                    new CountingDecoder(LARGEST, true, kept::addAndGet),
                    new MessageAssembler(LARGEST, kept::addAndGet));
            try {
                ByteBuf in = Unpooled.wrappedBuffer(bytes);
                while (in.isReadable()) {
                    channel.writeInbound(in.readRetainedSlice(Math.min(100, in.readableBytes())));
                }
                if (kept.get() < 0 || kept.get() > bytes.length) {
                    throw new AssertionError(kept.get() + " of " + bytes.length + " bytes are kept");
                }
                for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
                    if (message instanceof BinaryWebSocketFrame whole && !whole.isFinalFragment()) {
                        throw new AssertionError("a part of a message comes out");
                    }
                    ReferenceCountUtil.release(message);
                }
            } catch (CorruptedFrameException | TooLongFrameException declared) {
                Bounded.saysSomething(declared);
            } finally {
                finish(channel);
            }
            if (kept.get() != 0) {
                throw new AssertionError(kept.get() + " bytes are kept of a connection that is closed");
            }
        });
    }

    private static void finish(EmbeddedChannel channel) {
        try {
            channel.finishAndReleaseAll();
        } catch (CorruptedFrameException | TooLongFrameException declared) {
            Bounded.saysSomething(declared);
        }
    }
}
