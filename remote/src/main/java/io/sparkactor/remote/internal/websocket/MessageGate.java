package io.sparkactor.remote.internal.websocket;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.wire.Foreign;
import io.sparkactor.remote.internal.wire.FrameException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Hands on binary messages as {@code byte[]}, answers pings, and says why before a connection is closed, as far as the socket takes it at
 * once: nobody is waited for. Confined to the loop.
 */
final class MessageGate extends ChannelDuplexHandler {

    private static final int LONGEST_REASON = 123;

    private WebSocketCloseStatus status = WebSocketCloseStatus.NORMAL_CLOSURE;
    private String reason = "";
    private boolean closing;
    private int heard;
    private boolean handingOn;

    /** Binary messages that have come while one is handed on: who takes that one may let longer ones in, which reads on at once. */
    private final Queue<byte[]> next = new ArrayDeque<>();

    /** The code that the other side has closed it with; 0 if it has not, or did not say any. */
    int heard() {
        return heard;
    }

    /** What is said when it is closed. */
    void reason(WebSocketCloseStatus status, String reason) {
        this.status = status;
        String printable = Foreign.printable(reason);
        this.reason = printable.length() > LONGEST_REASON ? printable.substring(0, LONGEST_REASON) : printable;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws FrameException, IOException {
        try {
            if (!closing) {
                take(context, message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(ChannelHandlerContext context, Object message) throws FrameException, IOException {
        switch (message) {
            case BinaryWebSocketFrame binary -> {
                next.add(ByteBufUtil.getBytes(binary.content()));
                handOn(context);
            }
            case PingWebSocketFrame ping -> pong(context, ping);
            case TextWebSocketFrame _ -> {
                reason(WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "text messages are not taken");
                throw new FrameException(
                        TransportRefusal.TEXT, "the peer sent a text message, where only binary ones are taken");
            }
            case CloseWebSocketFrame close -> closed(context, close);
            default -> {
                // A pong, or the end of the HTTP answer before: that something has come is seen by who looks for signs
                // of life.
            }
        }
    }

    /** One after the other, each to whatever handler there is then. */
    private void handOn(ChannelHandlerContext context) {
        if (handingOn) {
            return;
        }
        handingOn = true;
        try {
            for (byte[] message = next.poll(); message != null; message = next.poll()) {
                context.fireChannelRead(message);
            }
        } finally {
            handingOn = false;
        }
    }

    /** Only to who reads: else pings would gather as pongs. */
    private static void pong(ChannelHandlerContext context, PingWebSocketFrame ping) {
        if (context.channel().isWritable()) {
            var unused =
                    context.writeAndFlush(new PongWebSocketFrame(ping.content().retainedSlice()));
        }
    }

    private void closed(ChannelHandlerContext context, CloseWebSocketFrame close) throws IOException {
        int code = close.statusCode();
        heard = Math.max(0, code);
        if (code != WebSocketCloseStatus.NORMAL_CLOSURE.code()
                && code != WebSocketCloseStatus.ENDPOINT_UNAVAILABLE.code()
                && code >= 0) {
            throw new IOException(
                    "the peer closed the connection: " + code + " " + Foreign.printable(close.reasonText()));
        }
        var unused = context.channel().close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        switch (thrown) {
            case CorruptedWebSocketFrameException broken -> reason(broken.closeStatus(), "" + broken.getMessage());
            case TooLongFrameException tooLong ->
                reason(WebSocketCloseStatus.MESSAGE_TOO_BIG, "" + tooLong.getMessage());
            default -> {
                // Of the socket: nobody is there to be told.
            }
        }
        context.fireExceptionCaught(thrown);
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (!closing && context.channel().isActive()) {
            closing = true;
            var unused = context.writeAndFlush(new CloseWebSocketFrame(status, reason));
        }
        var unused = context.close(promise);
    }
}
