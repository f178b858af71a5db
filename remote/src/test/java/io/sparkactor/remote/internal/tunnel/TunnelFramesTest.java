package io.sparkactor.remote.internal.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.sparkactor.remote.internal.tunnel.TunnelFrames.Verb;
import io.sparkactor.remote.internal.wire.FrameException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TunnelFramesTest {

    private static final TunnelId ID = new TunnelId(0x0011223344556677L, 0x8899AABBCCDDEEFFL);

    private static ByteBuf frame(Verb verb, int more) {
        return TunnelFrames.write(Unpooled.buffer(), ID, verb).writeZero(more);
    }

    @Test
    void theBytesAreAsDrawn() {
        assertThat(ByteBufUtil.hexDump(frame(Verb.CREDIT, 0).writeLong(258)))
                .isEqualTo("5350524b54554e31" + "00112233445566778899aabbccddeeff" + "03" + "0000000000000102");
        assertThat(ID.text()).isEqualTo("00112233445566778899aabbccddeeff");
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        ByteBuf frame = frame(Verb.DATA, 11);

        assertThat(TunnelFrames.is(frame)).isTrue();
        assertThat(TunnelFrames.readId(frame)).isEqualTo(ID);
        assertThat(TunnelFrames.readVerb(frame)).isEqualTo(Verb.DATA);
        assertThat(frame.readableBytes()).isEqualTo(11);
    }

    @Test
    void anEnvelopeOfTheOriginalIsNone() {
        assertThat(TunnelFrames.is(Unpooled.copiedBuffer("SPCB and more", StandardCharsets.US_ASCII)))
                .isFalse();
        assertThat(TunnelFrames.is(Unpooled.EMPTY_BUFFER)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"OPEN,1", "DATA,0", "DATA,8", "CREDIT,7", "CREDIT,9", "CLOSE,257"})
    void whatCannotFollowAVerbIsRefused(Verb verb, int more) throws Exception {
        ByteBuf frame = frame(verb, more);
        TunnelFrames.readId(frame);

        assertThatThrownBy(() -> TunnelFrames.readVerb(frame)).isInstanceOf(FrameException.class);
    }

    @Test
    void unknownVerbsAndShortFramesAreRefused() throws Exception {
        assertThatThrownBy(() -> TunnelFrames.readId(frame(Verb.OPEN, 0).slice(0, 24)))
                .isInstanceOf(FrameException.class);
        ByteBuf unknown = frame(Verb.OPEN, 0);
        unknown.setByte(24, 5);
        TunnelFrames.readId(unknown);
        assertThatThrownBy(() -> TunnelFrames.readVerb(unknown)).isInstanceOf(FrameException.class);
    }

    @Test
    void aLongReasonIsCut() {
        assertThat(TunnelFrames.why("x".repeat(1_000))).hasSize(256);
    }

    @Test
    void anythingIsReadOrRefused() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            ByteBuf frame = TunnelFrames.write(Unpooled.buffer(), ID, Verb.OPEN)
                    .writerIndex(8)
                    .writeBytes(bytes);
            try {
                TunnelFrames.readId(frame);
                TunnelFrames.readVerb(frame);
            } catch (FrameException e) {
                assertThat(e).hasMessageContaining("tunnel");
            }
        }
    }
}
