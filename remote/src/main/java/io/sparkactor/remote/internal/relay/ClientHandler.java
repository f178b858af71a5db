package io.sparkactor.remote.internal.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.relay.Reading.Pause;
import io.sparkactor.remote.internal.websocket.FrameHeader;
import io.sparkactor.remote.internal.websocket.WebSocketFrames;
import io.sparkactor.remote.internal.wire.FrameException;

/** What a client sends, and where that goes. Confined to the loop. */
final class ClientHandler extends ChannelInboundHandlerAdapter {

    private final Hub hub;
    private final Client client;

    ClientHandler(Hub hub, Client client) {
        this.hub = hub;
        this.client = client;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (message instanceof CloseWebSocketFrame) {
                client.closedByPeer();
            } else if (!client.isEnded()) {
                client.heard();
                take(message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(Object message) {
        switch (message) {
            case BinaryWebSocketFrame binary -> takeFrame(binary.content());
            case PingWebSocketFrame ping ->
                client.write(new PongWebSocketFrame(ping.content().retainedSlice()));
            case TextWebSocketFrame _ -> client.end(Refusal.TEXT, "");
            default -> {
                // A pong, which has been heard by now.
            }
        }
    }

    private void takeFrame(ByteBuf message) {
        client.unfinished().whole();
        FrameHeader header;
        try {
            header = WebSocketFrames.read(message.duplicate());
        } catch (FrameException e) {
            client.end(Refusal.MALFORMED, String.valueOf(e.getMessage()));
            return;
        }
        switch (header) {
            case FrameHeader.Envelope envelope -> hub.forwarding().forward(client, envelope, message);
            case FrameHeader.Register register -> hub.registrations().register(client, register);
            default -> client.end(Refusal.UNEXPECTED, "");
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        // What is handed on has bounds of its own below this mark, so it is answers that pile up.
        if (context.channel().isWritable()) {
            client.reading().resume(Pause.ANSWERS);
        } else {
            client.reading().pause(Pause.ANSWERS);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        client.leave();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        switch (thrown) {
            case CorruptedWebSocketFrameException broken ->
                client.end(
                        broken.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)
                                ? Refusal.TOO_LONG
                                : Refusal.PROTOCOL,
                        Causes.text(broken));
            case TooLongFrameException tooLong -> client.end(Refusal.TOO_LONG, Causes.text(tooLong));
            default -> {
                client.leave();
                Channels.close(context.channel());
            }
        }
    }
}
