package io.sparkactor.remote.internal.relay;

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
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.net.LoopTimer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The first request of a connection: two pages, or the beginning of a WebSocket. Confined to the loop. */
final class Front extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final Hub hub;
    private final LoopTimer deadline;

    /**
     * For one connection.
     *
     * @param deadline closes it; called off once it is registered
     */
    Front(Hub hub, LoopTimer deadline) {
        this.hub = hub;
        this.deadline = deadline;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        Channel channel = context.channel();
        String path = request.uri().replaceAll("\\?.*", "");
        if (request.decoderResult().isFailure()) {
            refuse(channel, HttpResponseStatus.BAD_REQUEST, Refusal.HTTP, "not HTTP");
        } else if (!request.method().equals(HttpMethod.GET)) {
            refuse(channel, HttpResponseStatus.METHOD_NOT_ALLOWED, Refusal.HTTP, "only GET is taken");
        } else if (path.equals("/healthz")) {
            boolean closing = hub.clients().isClosing();
            answer(
                    channel,
                    closing ? HttpResponseStatus.SERVICE_UNAVAILABLE : HttpResponseStatus.OK,
                    closing ? "closing\n" : "ok\n");
        } else if (path.equals("/metrics")) {
            answer(channel, HttpResponseStatus.OK, Metrics.text(hub.figures()));
        } else if (!request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            refuse(
                    channel,
                    HttpResponseStatus.NOT_FOUND,
                    Refusal.HTTP,
                    "this is a Spark relay: connect to it with WebSocket, or see /healthz and /metrics");
        } else {
            upgrade(channel, request);
        }
    }

    private void upgrade(Channel channel, FullHttpRequest request) {
        List<String> origins = request.headers().getAll(HttpHeaderNames.ORIGIN);
        if (!hub.settings().origins().containsAll(origins) || origins.size() > 1) {
            refuse(channel, HttpResponseStatus.FORBIDDEN, Refusal.ORIGIN, Refusal.ORIGIN.text());
            return;
        }
        if (!WebSocketVersion.V13
                .toHttpHeaderValue()
                .equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            refuse(
                    channel,
                    HttpResponseStatus.UPGRADE_REQUIRED,
                    Refusal.HTTP,
                    "only version 13 of WebSocket is spoken");
            return;
        }
        try {
            new Upgrade(hub, channel, deadline).answer(request);
        } catch (WebSocketHandshakeException e) {
            refuse(channel, HttpResponseStatus.BAD_REQUEST, Refusal.HTTP, Causes.text(e));
        }
    }

    private void refuse(Channel channel, HttpResponseStatus status, Refusal why, String text) {
        hub.counters().refused(why);
        answer(channel, status, text + "\n");
    }

    private static void answer(Channel channel, HttpResponseStatus status, String text) {
        ByteBuf body = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, WebSocketVersion.V13.toHttpHeaderValue());
        }
        Channels.whenDone(channel.writeAndFlush(response), _ -> Channels.close(channel));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        hub.counters().refused(Refusal.HTTP);
        hub.log().warn("a connection breaks before its WebSocket: " + Causes.text(thrown));
        Channels.close(context.channel());
    }
}
