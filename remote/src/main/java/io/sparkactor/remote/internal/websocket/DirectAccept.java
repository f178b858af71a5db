package io.sparkactor.remote.internal.websocket;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.handshake.Acceptor;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.wire.FrameException;
import org.jspecify.annotations.Nullable;

/**
 * The first message of whoever calls us and speaks as the original does: it says who is there. What comes while it is found out whether that
 * one is welcome is kept; no more is read meanwhile. Confined to the loop.
 */
final class DirectAccept extends ChannelInboundHandlerAdapter {

    private final Parts parts;
    private final WebSocketChannel channel;
    private final Acceptor acceptor;
    private final LoopTimer deadline;
    private @Nullable DirectEnd end;
    private boolean refused;

    DirectAccept(Parts parts, WebSocketChannel channel, Acceptor acceptor) {
        this.parts = parts;
        this.channel = channel;
        this.acceptor = acceptor;
        deadline = parts.loop().timer(this::tooLate);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline.in(parts.settings().times().handshake());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        deadline.cancel();
    }

    private void tooLate() {
        refuse(
                TransportRefusal.LATE,
                "no registration within " + parts.settings().times().handshake().toMillis() + " ms",
                WebSocketCloseStatus.POLICY_VIOLATION);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        byte[] bytes = (byte[]) message;
        DirectEnd known = end;
        if (refused) {
            return;
        }
        if (known != null) {
            known.keep(bytes);
            return;
        }
        try {
            switch (WebSocketFrames.read(Unpooled.wrappedBuffer(bytes))) {
                case FrameHeader.Register register -> registered(register);
                case FrameHeader.Envelope envelope ->
                    refuse(
                            TransportRefusal.UNREGISTERED,
                            "a message of " + envelope.source() + " came before a registration",
                            WebSocketCloseStatus.POLICY_VIOLATION);
                default ->
                    refuse(
                            TransportRefusal.PROTOCOL,
                            "an answer came before a registration",
                            WebSocketCloseStatus.POLICY_VIOLATION);
            }
        } catch (FrameException e) {
            refuse(e.reason(), String.valueOf(e.getMessage()), WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
        }
    }

    private void registered(FrameHeader.Register register) {
        deadline.cancel();
        channel.netty().config().setAutoRead(false);
        var found = new DirectEnd(parts, channel, register.source());
        end = found;
        acceptor.accept(found);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        DirectEnd known = end;
        if (!refused && (known == null || !known.isRefused())) {
            refused = true;
            parts.refusals().refused(cause, refused(Causes.text(cause)));
        }
        channel.close();
    }

    private void refuse(TransportRefusal reason, String why, WebSocketCloseStatus status) {
        if (!refused) {
            refused = true;
            parts.refusals().refused(reason, refused(why));
            channel.close(status, why);
        }
    }

    private String refused(String why) {
        return "refused the connection of " + channel.address() + ": " + why;
    }
}
