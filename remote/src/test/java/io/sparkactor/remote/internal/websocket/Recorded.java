package io.sparkactor.remote.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.wire.FrameException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Properties;

/** What the Python original sent over WebSocket, and who was there when it did. */
public final class Recorded {

    public static final SystemId LEFT = SystemId.ofName("left");
    public static final SystemId RIGHT = SystemId.ofName("right");
    public static final SystemId RELAY = SystemId.ofName("spark-websocket-relay");
    public static final String REGISTRATION = "44444444-4444-4444-8444-444444444444";
    public static final String MESSAGE = "33333333-3333-4333-8333-333333333333";

    private static final Properties BYTES = load();

    private Recorded() {}

    private static Properties load() {
        var properties = new Properties();
        try (InputStream in = Recorded.class.getResourceAsStream("python.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** The message of a name. */
    public static byte[] bytes(String name) {
        String hex = BYTES.getProperty(name);
        assertThat(hex).as(name).isNotNull();
        return HexFormat.of().parseHex(hex);
    }

    /** A header as a message. */
    public static byte[] bytes(FrameHeader header) {
        return bytes(header, new byte[0]);
    }

    /** A header with a payload as a message. */
    public static byte[] bytes(FrameHeader header, byte[] payload) {
        ByteBuf message = WebSocketFrames.write(UnpooledByteBufAllocator.DEFAULT, header);
        try {
            return ByteBufUtil.getBytes(message.writeBytes(payload));
        } finally {
            message.release();
        }
    }

    /** The header of a message that is one. */
    public static FrameHeader header(byte[] message) {
        try {
            return WebSocketFrames.read(Unpooled.wrappedBuffer(message));
        } catch (FrameException e) {
            throw new AssertionError(e);
        }
    }
}
