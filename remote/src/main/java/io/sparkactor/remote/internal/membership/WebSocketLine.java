package io.sparkactor.remote.internal.membership;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.parts.Refusals;
import io.sparkactor.remote.internal.websocket.WebSocketChannel;

/** A line over one WebSocket. Confined to the loop. */
final class WebSocketLine extends ChannelInboundHandlerAdapter implements Line {

    private final WebSocketChannel channel;
    private final LineListener listener;
    private final Refusals refusals;
    private boolean ended;

    WebSocketLine(WebSocketChannel channel, LineListener listener, Refusals refusals) {
        this.channel = channel;
        this.listener = listener;
        this.refusals = refusals;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!ended) {
            listener.message(Unpooled.wrappedBuffer((byte[]) message));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        // Behind whatever has come, be it a pong or a part of a message.
        if (!ended) {
            listener.heard();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (!ended && channel.isWritable()) {
            listener.writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end("the relay closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!ended) {
            refusals.count(cause);
        }
        end(Causes.text(cause));
    }

    private void end(String why) {
        if (!ended) {
            ended = true;
            channel.close();
            listener.ended(why, channel.closeCode());
        }
    }

    @Override
    public ByteBufAllocator allocator() {
        return channel.netty().alloc();
    }

    @Override
    public boolean isWritable() {
        return !ended && channel.isWritable();
    }

    @Override
    public void largest(int bytes) {
        channel.largest(bytes);
    }

    @Override
    public void write(ByteBuf message) {
        channel.write(message, null);
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public void ping() {
        channel.ping();
    }

    @Override
    public void close(String why) {
        ended = true;
        channel.close(WebSocketCloseStatus.NORMAL_CLOSURE, why);
    }
}
