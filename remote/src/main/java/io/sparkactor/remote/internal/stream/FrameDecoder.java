package io.sparkactor.remote.internal.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.sparkactor.remote.internal.wire.FrameException;
import io.sparkactor.remote.internal.wire.Frames;
import java.util.List;

/**
 * Makes frames, {@code byte[]} without the length in front, of the bytes of a connection, however they are cut. Confined to the loop.
 *
 * <p>An announced length is checked before anything is kept for it, and what is kept grows with the bytes that have come (at most to
 * twice as many), not with what was announced.
 */
public final class FrameDecoder extends ByteToMessageDecoder {

    private final int largestHandshake;
    private int largest;
    private boolean beginning = true;

    /**
     * A decoder for one connection.
     *
     * @param largestHandshake how long the first frame may be if it is a handshake, as {@code '{'} tells
     * @param largest how long any other frame may be
     */
    public FrameDecoder(int largestHandshake, int largest) {
        this.largestHandshake = largestHandshake;
        this.largest = largest;
    }

    /** From now on, frames may be as long as this. */
    public void largest(int largest) {
        this.largest = largest;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws FrameException {
        if (in.readableBytes() < Frames.LENGTH_BYTES) {
            return;
        }
        int length = Frames.checkLength(in.getInt(in.readerIndex()), limit(in));
        if (in.readableBytes() < Frames.LENGTH_BYTES + length) {
            return;
        }
        byte[] frame = new byte[length];
        in.skipBytes(Frames.LENGTH_BYTES).readBytes(frame);
        beginning = false;
        out.add(frame);
    }

    private int limit(ByteBuf in) {
        int first = in.readerIndex() + Frames.LENGTH_BYTES;
        boolean handshake = beginning && in.writerIndex() > first && in.getByte(first) == '{';
        return handshake ? largestHandshake : Math.max(largest, beginning ? largestHandshake : 0);
    }
}
