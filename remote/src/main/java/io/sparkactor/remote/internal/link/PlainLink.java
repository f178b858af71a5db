package io.sparkactor.remote.internal.link;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.net.FrameChannel;
import io.sparkactor.remote.internal.net.Outbox;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.queue.Item;
import io.sparkactor.remote.internal.queue.Outgoing;
import java.util.function.Consumer;

/**
 * Speaks as the original does on a connection that we dialled: envelopes go out, nothing comes back, and nobody says what has arrived;
 * see {@link PlainPump}. Confined to the loop.
 */
public final class PlainLink extends ChannelInboundHandlerAdapter implements Link, PlainPump.Writer {

    private final Parts parts;
    private final FrameChannel channel;
    private final PlainPump pump;
    private final FrameWriter writer;
    private final Consumer<String> lost;
    private boolean ended;

    /**
     * A link over a connection.
     *
     * @param lost told once when the connection is gone, unless it was closed from here
     */
    public PlainLink(Parts parts, FarEnd end, Outbox<Item> outbox, PeerFigures figures, Consumer<String> lost) {
        this.parts = parts;
        this.lost = lost;
        pump = new PlainPump(parts, outbox, this);
        channel = end.channel();
        writer = new FrameWriter(channel, Keys.seal(end.keys().plain()), figures);
    }

    @Override
    public void pump() {
        if (!ended) {
            pump.pump();
        }
    }

    @Override
    public boolean isWritable() {
        return writer.isWritable();
    }

    @Override
    public void write(Outgoing message, byte[] envelope) {
        writer.write(envelope, message);
    }

    @Override
    public void flush() {
        writer.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        // Behind the flush that made the room, so that what is left in the queue does not wait for the next message.
        parts.loop().execute(this::pump);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        lost("the peer sent a frame on a connection that only takes them");
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost("the peer closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        lost(Causes.text(cause));
    }

    private void lost(String why) {
        if (!ended) {
            ended = true;
            channel.close();
            lost.accept(why);
        }
    }

    @Override
    public void close(String reason) {
        ended = true;
        LastBytes.thenClose(parts, channel);
    }

    @Override
    public int unacknowledged() {
        return 0;
    }
}
