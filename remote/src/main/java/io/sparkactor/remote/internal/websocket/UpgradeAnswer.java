package io.sparkactor.remote.internal.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.parts.Parts;
import java.nio.charset.StandardCharsets;

/** The first request of a connection: the beginning of a WebSocket, or something that is told so. Confined to the loop. */
final class UpgradeAnswer extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final Parts parts;
    private final WebSocketReception reception;
    private final LoopTimer deadline;
    private boolean answered;
    private boolean ended;

    UpgradeAnswer(Parts parts, WebSocketReception reception, Channel channel) {
        this.parts = parts;
        this.reception = reception;
        deadline = parts.loop().timer(() -> {
            ended(
                    TransportRefusal.LATE,
                    channel,
                    "no request within " + parts.settings().times().handshake().toMillis() + " ms");
            Channels.close(channel);
        });
        deadline.in(parts.settings().times().handshake());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        deadline.cancel();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (answered) {
            return;
        }
        answered = true;
        Channel channel = context.channel();
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        if (request.decoderResult().isFailure()) {
            refuse(channel, HttpResponseStatus.BAD_REQUEST, TransportRefusal.HTTP, "this is not HTTP");
        } else if (!request.method().equals(HttpMethod.GET)) {
            refuse(channel, HttpResponseStatus.METHOD_NOT_ALLOWED, TransportRefusal.HTTP, "only GET is taken");
        } else if (origin != null && !reception.isAllowed(origin)) {
            refuse(
                    channel,
                    HttpResponseStatus.FORBIDDEN,
                    TransportRefusal.ORIGIN,
                    "web pages of that origin may not connect; see allowOrigins");
        } else if (!isUpgrade(request)) {
            refuse(
                    channel,
                    HttpResponseStatus.UPGRADE_REQUIRED,
                    TransportRefusal.HTTP,
                    "a Spark system listens here: connect to it with WebSocket, version 13");
        } else {
            upgrade(channel, request);
        }
    }

    private static boolean isUpgrade(FullHttpRequest request) {
        return request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && WebSocketVersion.V13
                        .toHttpHeaderValue()
                        .equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION));
    }

    private void upgrade(Channel channel, FullHttpRequest request) {
        String subProtocol = parts.settings().sessions() ? WebSocketReception.SUB_PROTOCOL : null;
        var handshaker = new WebSocketServerHandshaker13(
                "", subProtocol, WebSocketDecoderConfig.newBuilder().build()) {
            @Override
            protected WebSocketFrameDecoder newWebsocketDecoder() {
                return WebSocketChannel.decoder(true);
            }
        };
        boolean sessions = subProtocol != null && WebSocketReception.offers(request.headers(), subProtocol);
        if (!sessions && !reception.takesPlain()) {
            refuse(
                    channel,
                    HttpResponseStatus.FORBIDDEN,
                    TransportRefusal.AUTHENTICATION,
                    "this system has a secret, and who does not offer " + WebSocketReception.SUB_PROTOCOL
                            + ", as the Python original, cannot show that it knows it; see allowUnauthenticatedPython");
            return;
        }
        try {
            var done = handshaker.handshake(channel, request);
            channel.pipeline().remove(this);
            reception.opened(channel, sessions);
            Channels.whenDone(done, answer -> {
                if (!answer.isSuccess()) {
                    Channels.close(channel);
                }
            });
        } catch (WebSocketHandshakeException e) {
            refuse(channel, HttpResponseStatus.BAD_REQUEST, TransportRefusal.HTTP, Causes.text(e));
        }
    }

    private void refuse(Channel channel, HttpResponseStatus status, TransportRefusal reason, String text) {
        ended(reason, channel, text);
        ByteBuf body = Unpooled.copiedBuffer(text + "\n", StandardCharsets.UTF_8);
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            response.headers()
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, WebSocketVersion.V13.toHttpHeaderValue());
        }
        Channels.whenDone(channel.writeAndFlush(response), _ -> Channels.close(channel));
    }

    /** A request longer than any for a WebSocket; it is answered by who has found that. */
    void tooLong(Channel channel) {
        ended(TransportRefusal.TOO_LONG, channel, "it has too many bytes");
    }

    private void ended(TransportRefusal reason, Channel channel, String why) {
        if (!ended) {
            ended = true;
            parts.refusals().refused(reason, refused(channel, why));
        }
    }

    private static String refused(Channel channel, String why) {
        return "refused a request of " + channel.remoteAddress() + ": " + why;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        if (!ended) {
            ended = true;
            parts.refusals().refused(thrown, refused(context.channel(), Causes.text(thrown)));
        }
        Channels.close(context.channel());
    }
}
