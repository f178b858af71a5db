package io.sparkactor.remote.internal.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes whole binary messages of those that come in parts; all else passes, pings between the parts too. Confined to the loop.
 *
 * <p>Parts are copied into one buffer. A list of them, as Netty's own aggregator keeps, would let a peer take a hundred bytes of memory for
 * each byte that it sends.
 */
public final class MessageAssembler extends ChannelInboundHandlerAdapter {

    private final IntConsumer kept;
    private int largest;
    private @Nullable ByteBuf parts;

    /**
     * An assembler for one connection.
     *
     * @param largest how many bytes a message may have
     * @param kept is told by how many bytes that which is kept has grown; negative when it is handed on or thrown away
     */
    public MessageAssembler(int largest, IntConsumer kept) {
        this.largest = largest;
        this.kept = kept;
    }

    /** From now on, messages may be as long as this. */
    public void largest(int largest) {
        this.largest = largest;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        boolean isPart = message instanceof ContinuationWebSocketFrame
                || message instanceof BinaryWebSocketFrame first && !first.isFinalFragment();
        if (!isPart) {
            context.fireChannelRead(message);
            return;
        }
        WebSocketFrame part = (WebSocketFrame) message;
        try {
            add(context, part);
        } finally {
            part.release();
        }
        ByteBuf whole = parts;
        if (part.isFinalFragment() && whole != null) {
            parts = null;
            kept.accept(-whole.readableBytes());
            context.fireChannelRead(new BinaryWebSocketFrame(whole));
        }
    }

    private void add(ChannelHandlerContext context, WebSocketFrame part) {
        ByteBuf content = part.content();
        ByteBuf all = parts;
        if (all == null) {
            if (part instanceof ContinuationWebSocketFrame) {
                return; // of a text, which was refused
            }
            all = context.alloc().buffer(content.readableBytes());
            parts = all;
        }
        if (all.readableBytes() + content.readableBytes() > largest) {
            throw new TooLongFrameException("a message has more than " + largest + " bytes");
        }
        kept.accept(content.readableBytes());
        all.writeBytes(content);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        ByteBuf rest = parts;
        if (rest != null) {
            parts = null;
            kept.accept(-rest.readableBytes());
            rest.release();
        }
    }
}
