package io.sparkactor.remote.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.sparkactor.remote.internal.wire.FrameException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {

    private static final byte[] TWO = ByteBuffer.allocate(15)
            .putInt(4)
            .put("{abc".getBytes(StandardCharsets.US_ASCII))
            .putInt(3)
            .put("xyz".getBytes(StandardCharsets.US_ASCII))
            .array();

    private static String text(EmbeddedChannel channel) {
        byte[] frame = channel.readInbound();
        return new String(frame, StandardCharsets.US_ASCII);
    }

    @Test
    void framesComeWhereverTheirBytesAreCut() {
        for (int cut = 0; cut <= TWO.length; cut++) {
            var channel = new EmbeddedChannel(new FrameDecoder(100, 100));

            channel.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOf(TWO, cut)));
            channel.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOfRange(TWO, cut, TWO.length)));

            assertThat(text(channel)).isEqualTo("{abc");
            assertThat(text(channel)).isEqualTo("xyz");
            assertThat(channel.finish()).isFalse();
        }
    }

    @Test
    void framesComeByteByByte() {
        var channel = new EmbeddedChannel(new FrameDecoder(100, 100));

        for (byte next : TWO) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {next}));
        }

        assertThat(text(channel)).isEqualTo("{abc");
        assertThat(text(channel)).isEqualTo("xyz");
    }

    @Test
    void anEmptyFrameIsOne() {
        var channel = new EmbeddedChannel(new FrameDecoder(100, 100));

        channel.writeInbound(Unpooled.wrappedBuffer(new byte[4]));

        assertThat(text(channel)).isEmpty();
    }

    @Test
    void aFrameBeyondTheLimitIsRefusedByItsLength() {
        var channel = new EmbeddedChannel(new FrameDecoder(100, 200));

        assertThatThrownBy(() -> channel.writeInbound(Unpooled.copyInt(201)))
                .isInstanceOf(DecoderException.class)
                .hasCauseInstanceOf(FrameException.class);
    }

    @Test
    void aHandshakeHasALimitOfItsOwn() {
        var channel = new EmbeddedChannel(new FrameDecoder(100, 200));

        assertThatThrownBy(() ->
                        channel.writeInbound(Unpooled.buffer().writeInt(101).writeByte('{')))
                .hasCauseInstanceOf(FrameException.class);
    }

    @Test
    void behindTheFirstFrameTheLimitMayRise() {
        var decoder = new FrameDecoder(4, 0);
        var channel = new EmbeddedChannel(decoder);
        channel.writeInbound(Unpooled.wrappedBuffer(TWO, 0, 8));

        decoder.largest(3);
        channel.writeInbound(Unpooled.wrappedBuffer(TWO, 8, 7));

        assertThat(text(channel)).isEqualTo("{abc");
        assertThat(text(channel)).isEqualTo("xyz");
    }

    @Test
    void memoryIsTakenForBytesThatHaveComeAndNotForAnnouncedOnes() {
        var memory = new UnpooledByteBufAllocator(false);
        var channel = new EmbeddedChannel(new FrameDecoder(100, 64 << 20));
        channel.config().setAllocator(memory);

        channel.writeInbound(memory.heapBuffer(4).writeInt(64 << 20));
        for (int i = 0; i < 1_000; i++) {
            channel.writeInbound(memory.heapBuffer(10).writeBytes(new byte[10]));
        }

        assertThat(memory.metric().usedHeapMemory() + memory.metric().usedDirectMemory())
                .isLessThan(64 << 10);
        channel.finishAndReleaseAll();
    }
}
