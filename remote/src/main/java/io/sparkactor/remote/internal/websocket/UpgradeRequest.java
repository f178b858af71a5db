package io.sparkactor.remote.internal.websocket;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.ReferenceCountUtil;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.parts.Refusals;
import io.sparkactor.remote.internal.wire.Foreign;
import org.jspecify.annotations.Nullable;

/**
 * Asks whoever was called for a WebSocket. Offers no extension, so nothing is compressed, and no origin, which browsers are to be known by.
 * Confined to the loop.
 */
final class UpgradeRequest extends ChannelInboundHandlerAdapter {

    /** What becomes of it. Called once. */
    interface Outcome {

        /**
         * There is a WebSocket; the handlers for its messages are to be added at once.
         *
         * @param subProtocol the one that was agreed on; null for none
         */
        void opened(Channel channel, @Nullable String subProtocol);

        /** There is none. */
        void failed(String why);
    }

    private final WebSocketAddress to;
    private final @Nullable String offered;
    private final Refusals refusals;
    private final Outcome outcome;
    private final WebSocketClientHandshaker handshaker;
    private boolean ended;

    /** @param offered the sub-protocol that is asked for; null for none */
    UpgradeRequest(WebSocketAddress to, @Nullable String offered, Refusals refusals, Outcome outcome) {
        this.to = to;
        this.offered = offered;
        this.refusals = refusals;
        this.outcome = outcome;
        HttpHeaders headers = new DefaultHttpHeaders();
        if (offered != null) {
            // By hand: who offers one to Netty's handshaker must get it.
            headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, offered);
        }
        handshaker =
                new WebSocketClientHandshaker13(
                        to.uri(), WebSocketVersion.V13, null, false, headers, WebSocketChannel.LARGEST_FIRST) {
                    @Override
                    protected FullHttpRequest newHandshakeRequest() {
                        FullHttpRequest request = super.newHandshakeRequest();
                        request.headers().remove(HttpHeaderNames.ORIGIN);
                        return request;
                    }

                    @Override
                    protected WebSocketFrameDecoder newWebsocketDecoder() {
                        return WebSocketChannel.decoder(false);
                    }
                };
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        var unused = handshaker.handshake(context.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!ended && message instanceof HttpResponse response) {
                answered(context, response);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void answered(ChannelHandlerContext context, HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            refuse(TransportRefusal.MALFORMED, "what answers there does not speak HTTP");
            return;
        }
        if (!response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            failed("the server answers " + response.status().code() + " "
                    + Foreign.printable(response.status().reasonPhrase()) + " to " + to
                    + " instead of opening a WebSocket; is the path right, and this system welcome there?");
            return;
        }
        HttpHeaders headers = response.headers();
        String agreed = headers.get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        if (agreed != null && !agreed.equals(offered)) {
            refuse(
                    TransportRefusal.PROTOCOL,
                    "the server names the sub-protocol " + Foreign.quoted(agreed) + ", which was not offered");
            return;
        }
        if (headers.contains(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS)) {
            refuse(TransportRefusal.PROTOCOL, "the server names an extension, where none was offered");
            return;
        }
        headers.remove(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        try {
            handshaker.finishHandshake(
                    context.channel(),
                    new DefaultFullHttpResponse(
                            response.protocolVersion(),
                            response.status(),
                            Unpooled.EMPTY_BUFFER,
                            headers,
                            EmptyHttpHeaders.INSTANCE));
        } catch (WebSocketHandshakeException e) {
            refuse(TransportRefusal.PROTOCOL, Causes.text(e));
            return;
        }
        ended = true;
        context.pipeline().remove(this);
        outcome.opened(context.channel(), agreed);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        failed(
                "the connection was closed before there was a WebSocket; does a Spark listen for WebSocket there, and for TLS if it is wss?");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!ended) {
            refusals.count(cause);
        }
        failed(Causes.text(cause));
    }

    /** The server has answered what no honest one does. */
    private void refuse(TransportRefusal reason, String why) {
        refusals.count(reason);
        failed(why);
    }

    private void failed(String why) {
        if (!ended) {
            ended = true;
            outcome.failed(why);
        }
    }
}
