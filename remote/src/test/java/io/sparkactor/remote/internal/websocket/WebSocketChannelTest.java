package io.sparkactor.remote.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection on which a message decides who takes the next one. */
class WebSocketChannelTest {

    private final List<String> seen = new ArrayList<>();
    private final EmbeddedChannel netty = new EmbeddedChannel(WebSocketChannel.decoder(true));
    private final WebSocketChannel channel = new WebSocketChannel(netty, false, true);

    /** Notes what it takes, and does something then. */
    private ChannelInboundHandlerAdapter taker(String name, Runnable then) {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                then.run();
                seen.add(name + " " + ((byte[]) message).length);
            }
        };
    }

    private static byte[] message(int bytes) {
        return ClientBytes.frame(ClientBytes.BINARY, true, new byte[bytes]);
    }

    @Test
    void whatFollowsAMessageGoesToWhoeverTakesOver() {
        channel.handler(taker("first", () -> {
            channel.largest(200_000);
            channel.handler(taker("second", () -> {}));
        }));

        netty.writeInbound(Unpooled.wrappedBuffer(message(1), message(100_000), message(3)));

        assertThat(seen).containsExactly("first 1", "second 100000", "second 3");
        netty.finishAndReleaseAll();
    }

    @Test
    void whatIsTooLongIsRefusedAsSoonAsItIsAnnounced() {
        channel.largest(50_000);
        List<Throwable> thrown = new ArrayList<>();
        channel.handler(new ChannelInboundHandlerAdapter() {
            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                thrown.add(cause);
            }
        });

        netty.writeInbound(Unpooled.wrappedBuffer(ClientBytes.head(ClientBytes.BINARY, true, 50_001)));

        assertThat(thrown).hasSize(1);
        netty.finishAndReleaseAll();
    }
}
