package io.sparkactor.remote.internal.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
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
    private static final int MOST_KEPT_BYTES = 2 * CHUNK_BYTES;

    private final boolean encrypted;
    private final FrameDecoder decoder = new FrameDecoder(HelloCodec.LARGEST, 0);

    /**
     * What was encoded and not yet given to the channel. On the heap and ours, not one of the channel's: Netty has a buffer of another class now
     * and then, to find leaks, and each time the compiled code that encodes would be thrown away.
     */
    private ByteBuf gathered = first();

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
        start = gathered.writerIndex();
        return gathered.writeInt(0);
    }

    @Override
    public final void end(@Nullable Rider rider) {
        gathered.setInt(start, gathered.writerIndex() - start - Frames.LENGTH_BYTES);
        ride(rider);
        passIfMuch();
    }

    @Override
    public final void write(byte[] front, byte[] body, @Nullable Rider rider) {
        if (body.length >= CHUNK_BYTES) {
            pass();
            writeLarge(front, body, rider);
            return;
        }
        gathered.writeInt(front.length + body.length);
        gathered.writeBytes(front);
        gathered.writeBytes(body);
        ride(rider);
        passIfMuch();
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

    private void passIfMuch() {
        if (gathered.readableBytes() >= CHUNK_BYTES) {
            pass();
        }
    }

    /** Gives what was gathered to the channel. */
    private void pass() {
        int length = gathered.readableBytes();
        if (length == 0) {
            return;
        }
        if (isKept(length)) {
            pass(netty().alloc().ioBuffer(length).writeBytes(gathered));
            gathered.clear();
        } else {
            pass(gathered);
            gathered = first();
        }
    }

    /** One that nobody has to release, as it ends with the connection. */
    private static ByteBuf first() {
        return new UnpooledHeapByteBuf(UnpooledByteBufAllocator.DEFAULT, FIRST_BYTES, Integer.MAX_VALUE);
    }

    /** Whether what has gathered so much serves the next frames too: not for one large frame, nor where hardly anything is sent any more. */
    private boolean isKept(int length) {
        int capacity = gathered.capacity();
        return capacity <= FIRST_BYTES || capacity <= MOST_KEPT_BYTES && length >= capacity / 4;
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
