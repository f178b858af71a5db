package io.sparkactor.remote.internal.websocket;

import java.nio.ByteBuffer;

/** Frames of WebSocket (RFC 6455) as a client sends them, made by hand, so that they may be wrong. Stateless. */
public final class ClientBytes {

    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private ClientBytes() {}

    /** A whole frame, masked with zeros. */
    public static byte[] frame(int opcode, boolean last, byte[] content) {
        byte[] head = head(opcode, last, content.length);
        return ByteBuffer.allocate(head.length + content.length)
                .put(head)
                .put(content)
                .array();
    }

    /** What stands in front of so many bytes, whether they come or not. */
    public static byte[] head(int opcode, boolean last, long length) {
        ByteBuffer head = ByteBuffer.allocate(14);
        head.put((byte) (opcode | (last ? FINAL : 0)));
        if (length < LENGTH_16) {
            head.put((byte) (MASKED | (int) length));
        } else if (length <= 0xFFFF) {
            head.put((byte) (MASKED | LENGTH_16)).putShort((short) length);
        } else {
            head.put((byte) (MASKED | LENGTH_64)).putLong(length);
        }
        head.putInt(0);
        byte[] bytes = new byte[head.position()];
        head.flip().get(bytes);
        return bytes;
    }
}
