package io.sparkactor.remote.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages come out whole, however they were cut, and what is kept of those that are not is known. */
class MessageAssemblerTest {

    private static final int LARGEST = 1_000;

    private final AtomicInteger kept = new AtomicInteger();
    private final EmbeddedChannel channel = new EmbeddedChannel(new MessageAssembler(LARGEST, kept::addAndGet));

    @AfterEach
    void finish() {
        channel.finishAndReleaseAll();
        assertThat(kept).hasValue(0);
    }

    private static ByteBuf bytes(int length) {
        return Unpooled.wrappedBuffer(new byte[length]);
    }

    private int nextLength() {
        WebSocketFrame frame = channel.readInbound();
        assertThat(frame).isInstanceOf(BinaryWebSocketFrame.class);
        assertThat(frame.isFinalFragment()).isTrue();
        int length = frame.content().readableBytes();
        frame.release();
        return length;
    }

    @Test
    void whatIsWholePassesUntouched() {
        var whole = new BinaryWebSocketFrame(bytes(10));
        channel.writeInbound(whole);

        assertThat((Object) channel.readInbound()).isSameAs(whole);
        whole.release();
    }

    @Test
    void partsBecomeOneMessageAndPingsPassBetweenThem() {
        channel.writeInbound(new BinaryWebSocketFrame(false, 0, bytes(300)));
        channel.writeInbound(new ContinuationWebSocketFrame(false, 0, bytes(0)));
        channel.writeInbound(new PingWebSocketFrame(bytes(3)));
        assertThat(kept).hasValue(300);
        channel.writeInbound(new ContinuationWebSocketFrame(true, 0, bytes(700)));

        WebSocketFrame ping = channel.readInbound();
        assertThat(ping).isInstanceOf(PingWebSocketFrame.class);
        ping.release();
        assertThat(nextLength()).isEqualTo(1_000);
        assertThat(kept).hasValue(0);
    }

    @Test
    void partsThatAreTooLongTogetherAreRefused() {
        channel.writeInbound(new BinaryWebSocketFrame(false, 0, bytes(600)));

        assertThatThrownBy(() -> channel.writeInbound(new ContinuationWebSocketFrame(false, 0, bytes(401))))
                .isInstanceOf(TooLongFrameException.class)
                .hasMessageContaining("1000");
    }

    @Test
    void aPartOfWhatWasRefusedIsThrownAway() {
        ByteBuf content = bytes(10);
        channel.writeInbound(new ContinuationWebSocketFrame(true, 0, content));

        assertThat((Object) channel.readInbound()).isNull();
        assertThat(content.refCnt()).isZero();
    }
}
