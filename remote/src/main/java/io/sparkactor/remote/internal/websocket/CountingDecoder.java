package io.sparkactor.remote.internal.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.util.function.IntConsumer;

/**
 * Netty's decoder, which says how much it keeps of frames that have not come to their end, and takes no extensions. What it keeps grows with
 * what has come, not with what was announced. Confined to the loop.
 */
public final class CountingDecoder extends WebSocket13FrameDecoder {

    private final IntConsumer kept;
    private int keeps;

    /**
     * A decoder for one connection.
     *
     * @param largest how many bytes a frame may have
     * @param masked whether its frames must be masked, as those of clients, or must not
     * @param kept is told by how many bytes that which is kept has grown; negative when it is handed on or thrown away
     */
    public CountingDecoder(int largest, boolean masked, IntConsumer kept) {
        super(WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(largest)
                .expectMaskedFrames(masked)
                .allowMaskMismatch(false)
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build());
        this.kept = kept;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
        super.channelRead(context, bytes);
        keeps(context.isRemoved() ? 0 : actualReadableBytes());
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
        super.handlerRemoved0(context);
        keeps(0);
    }

    private void keeps(int now) {
        int more = now - keeps;
        if (more != 0) {
            keeps = now;
            kept.accept(more);
        }
    }
}
