package io.sparkactor.remote.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/** One direction of a connection: bytes that are on their way, and bytes that have arrived but are no whole frame yet. */
final class SimulatedPipe {

    private final ByteBuf onTheWay = Unpooled.buffer();
    private final ByteBuf arrived = Unpooled.buffer();
    private boolean ended;

    void write(SessionFrame frame) {
        int start = onTheWay.writerIndex();
        onTheWay.writeInt(0);
        SessionFrames.encode(frame, onTheWay);
        onTheWay.setInt(start, onTheWay.writerIndex() - start - Integer.BYTES);
    }

    /** No more is written: what is on its way arrives, and then the end. */
    void end() {
        ended = true;
    }

    boolean isAtItsEnd() {
        return ended && !onTheWay.isReadable();
    }

    int onTheWay() {
        return onTheWay.readableBytes();
    }

    /** Lets some of the bytes arrive. */
    List<SessionFrame> arrive(int bytes) throws SessionException {
        arrived.writeBytes(onTheWay, Math.min(bytes, onTheWay.readableBytes()));
        List<SessionFrame> frames = new ArrayList<>();
        while (arrived.readableBytes() >= Integer.BYTES) {
            int length = arrived.getInt(arrived.readerIndex());
            if (arrived.readableBytes() < Integer.BYTES + length) {
                break;
            }
            arrived.skipBytes(Integer.BYTES);
            frames.add(SessionFrames.decode(arrived.readSlice(length)));
        }
        onTheWay.discardSomeReadBytes();
        arrived.discardSomeReadBytes();
        return frames;
    }
}
