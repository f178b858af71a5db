package io.sparkactor.remote.internal.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.tunnel.TunnelFrames.Verb;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.RelayProofs;
import io.sparkactor.remote.internal.websocket.WebSocketFrames;

/** Writes the frames of one tunnel to the relay. Their header is the same for all, so it is made once. Confined to the loop. */
final class TunnelWriter {

    /** How many bytes of data a frame has at most: enough to make the header small beside it, and others wait little. */
    private static final int MOST_BYTES = 64 << 10;

    private final Post post;
    private final TunnelId id;
    private final byte[] header;
    private final int mostBytes;

    TunnelWriter(Post post, SystemId self, SystemId peer, TunnelId id) {
        this.post = post;
        this.id = id;
        var envelope = new Envelope(self, peer, id.text(), false, RelayProofs.SUB_PROTOCOL);
        ByteBuf bytes = WebSocketFrames.write(UnpooledByteBufAllocator.DEFAULT, envelope);
        header = ByteBufUtil.getBytes(bytes);
        bytes.release();
        mostBytes = Math.max(
                0, Math.min(MOST_BYTES, post.frameBytes() - header.length - TunnelFrames.HEAD_BYTES - Long.BYTES));
    }

    /** How many bytes of data may be written now. */
    int room() {
        return post.isWritable() ? mostBytes : 0;
    }

    void open() {
        post.write(frame(Verb.OPEN, 0));
        post.flush();
    }

    /** @param before how many bytes went before */
    void data(long before, ByteBuf from, int length) {
        post.write(
                frame(Verb.DATA, Long.BYTES + length).writeLong(before).writeBytes(from, from.readerIndex(), length));
    }

    /** Even where nothing more should be written: there is one for each part of a window that has come, and the other side waits for it. */
    void credit(long taken) {
        post.write(frame(Verb.CREDIT, Long.BYTES).writeLong(taken));
        post.flush();
    }

    /** As far as there is room: whoever does not hear it hears so when it sends. */
    void close(String why) {
        if (post.isWritable()) {
            byte[] text = TunnelFrames.why(why);
            post.write(frame(Verb.CLOSE, text.length).writeBytes(text));
            post.flush();
        }
    }

    private ByteBuf frame(Verb verb, int more) {
        ByteBuf out = post.allocator().buffer(header.length + TunnelFrames.HEAD_BYTES + more);
        return TunnelFrames.write(out.writeBytes(header), id, verb);
    }

    void flush() {
        post.flush();
    }
}
