package io.sparkactor.remote.internal.websocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.sparkactor.remote.internal.handshake.Acceptor;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.settings.WebSocketSettings;

/** Makes WebSockets of connections that others have made to us, and hands them on. Confined to the loop. */
public final class WebSocketReception {

    /** By which Java systems know each other: each message is then a frame as over TCP, without its length. */
    static final String SUB_PROTOCOL = "spark-session.1";

    private static final int LONGEST_LINE = 4 << 10;
    private static final int LONGEST_HEADERS = 8 << 10;
    private static final int LONGEST_BODY = 1 << 10;

    private final Parts parts;
    private final WebSocketSettings settings;
    private final Acceptor acceptor;
    private final boolean encrypted;

    /** @param encrypted whether what is below encrypts */
    public WebSocketReception(Parts parts, WebSocketSettings settings, Acceptor acceptor, boolean encrypted) {
        this.parts = parts;
        this.settings = settings;
        this.acceptor = acceptor;
        this.encrypted = encrypted;
    }

    /** Waits for the request on a connection that was just accepted. */
    public void accept(Channel channel) {
        var answer = new UpgradeAnswer(parts, this, channel);
        var whole = new HttpObjectAggregator(LONGEST_BODY) {
            @Override
            protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized)
                    throws Exception {
                answer.tooLong(channel);
                super.handleOversizedMessage(context, oversized);
            }
        };
        channel.pipeline().addLast(new HttpServerCodec(LONGEST_LINE, LONGEST_HEADERS, LONGEST_HEADERS), whole, answer);
    }

    boolean isAllowed(String origin) {
        return settings.origins().contains(origin);
    }

    /** Whether somebody may connect who cannot show that he knows the secret. */
    boolean takesPlain() {
        return parts.settings().secret() == null || settings.unauthenticatedPython();
    }

    static boolean offers(HttpHeaders headers, String subProtocol) {
        return headers.containsValue(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, subProtocol, false);
    }

    /**
     * There is a WebSocket.
     *
     * @param sessions whether it is with a Java system
     */
    void opened(Channel channel, boolean sessions) {
        var made = new WebSocketChannel(channel, encrypted, true);
        if (sessions) {
            acceptor.accept(made);
        } else {
            made.handler(new DirectAccept(parts, made, acceptor));
        }
    }
}
