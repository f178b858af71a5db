package io.sparkactor.remote.internal.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.net.FrameChannel;
import io.sparkactor.remote.internal.wire.Frames;
import io.sparkactor.remote.internal.wire.HelloCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames over a stream of bytes: each has its length in front, and small ones are gathered in one buffer, into which they are encoded.
 * Confined to the loop.
 */
public class StreamChannel extends FrameChannel {

    /** When a channel says that it takes no more, and when it does again. */
    public static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 << 10, 256 << 10);

    /** A buffer goes to the channel when it has this much. */
    private static final int CHUNK_BYTES = 32 << 10;

    private static final int FIRST_BYTES = 1 << 10;

    private final boolean encrypted;
    private final FrameDecoder decoder = new FrameDecoder(HelloCodec.LARGEST, 0);
    private @Nullable ByteBuf gathered;
    private int start;
    private List<Rider> riders = new ArrayList<>();

    /** Over a connection; TLS, if there is any, is in its pipeline already. */
    public StreamChannel(Channel channel, boolean encrypted) {
        super(channel);
        this.encrypted = encrypted;
        channel.pipeline().addLast(decoder);
    }

    @Override
    public final boolean isEncrypted() {
        return encrypted;
    }

    @Override
    public final void largest(int bytes) {
        decoder.largest(bytes);
    }

    @Override
    public final ByteBuf begin() {
        ByteBuf buffer = buffer();
        start = buffer.writerIndex();
        return buffer.writeInt(0);
    }

    @Override
    public final void end(@Nullable Rider rider) {
        ByteBuf buffer = buffer();
        buffer.setInt(start, buffer.writerIndex() - start - Frames.LENGTH_BYTES);
        ride(rider);
        passIfMuch(buffer);
    }

    @Override
    public final void write(byte[] front, byte[] body, @Nullable Rider rider) {
        if (body.length >= CHUNK_BYTES) {
            pass();
            writeLarge(front, body, rider);
            return;
        }
        ByteBuf buffer = buffer();
        buffer.writeInt(front.length + body.length);
        buffer.writeBytes(front);
        buffer.writeBytes(body);
        ride(rider);
        passIfMuch(buffer);
    }

    /** Without copying it. */
    private void writeLarge(byte[] front, byte[] body, @Nullable Rider rider) {
        ByteBuf head = Unpooled.buffer(Frames.LENGTH_BYTES + front.length)
                .writeInt(front.length + body.length)
                .writeBytes(front);
        ByteBuf whole = Unpooled.wrappedBuffer(head, Unpooled.wrappedBuffer(body));
        ride(rider);
        pass(whole);
    }

    private void ride(@Nullable Rider rider) {
        if (rider != null) {
            riders.add(rider);
        }
    }

    private ByteBuf buffer() {
        ByteBuf buffer = gathered;
        if (buffer == null) {
            buffer = netty().alloc().ioBuffer(FIRST_BYTES);
            gathered = buffer;
        }
        return buffer;
    }

    private void passIfMuch(ByteBuf buffer) {
        if (buffer.readableBytes() >= CHUNK_BYTES) {
            pass();
        }
    }

    /** Gives what was gathered to the channel. */
    private void pass() {
        ByteBuf buffer = gathered;
        if (buffer != null) {
            gathered = null;
            pass(buffer);
        }
    }

    private void pass(ByteBuf buffer) {
        var future = netty().write(buffer);
        List<Rider> own = riders;
        if (!own.isEmpty()) {
            riders = new ArrayList<>();
            Channels.whenDone(future, done -> own.forEach(rider -> rider.written(done.isSuccess())));
        }
    }

    @Override
    public final void flush() {
        pass();
        netty().flush();
    }
}
