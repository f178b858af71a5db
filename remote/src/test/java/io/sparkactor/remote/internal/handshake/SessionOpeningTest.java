package io.sparkactor.remote.internal.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.CorruptedFrameException;
import io.sparkactor.remote.internal.codec.CodecTag;
import io.sparkactor.remote.internal.handshake.SessionOpening.Answer;
import io.sparkactor.remote.internal.handshake.SessionOpening.Open;
import io.sparkactor.remote.internal.link.Standing;
import io.sparkactor.remote.internal.session.SessionTable.Verdict;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SessionOpeningTest {

    private static final Standing STANDING = new Standing(258, 1 << 20, 5_000);
    private static final CodecTag CODEC = new CodecTag("ab", "c");

    @Test
    void theBytesAreThoseOfTheDrawing() {
        String standing = "0000000000000102" + "00100000" + "00001388";
        String codec = "02" + "6162" + "01" + "63";
        assertThat(HexFormat.of().formatHex(new Open(true, 3, STANDING, CODEC).encode()))
                .isEqualTo("01" + "01" + "0000000000000003" + standing + codec);
        assertThat(HexFormat.of().formatHex(new Answer(Verdict.RESUMED, STANDING, CODEC).encode()))
                .isEqualTo("02" + "01" + standing + codec);
        assertThat(HexFormat.of().formatHex(new Answer(Verdict.CROSSING, STANDING, CODEC).encode()))
                .isEqualTo("02" + "05" + standing + codec);
    }

    @Test
    void aRequestComesBackAsItWas() {
        var open = new Open(false, Long.MAX_VALUE, STANDING, CODEC);

        assertThat(Open.decode(open.encode(), 0)).isEqualTo(open);
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerComesBackAsItWas(Verdict verdict) {
        var answer = new Answer(verdict, STANDING, CODEC);

        assertThat(Answer.decode(answer.encode(), 0)).isEqualTo(answer);
    }

    @Test
    void whatIsNoneIsRefused() {
        byte[] open = new Open(false, 1, STANDING, CODEC).encode();
        byte[] answer = new Answer(Verdict.CREATED, STANDING, CODEC).encode();

        for (int length = 0; length < open.length; length++) {
            byte[] cut = Arrays.copyOf(open, length);
            assertThatThrownBy(() -> Open.decode(cut, 0)).isInstanceOf(CorruptedFrameException.class);
        }
        assertThatThrownBy(() -> Open.decode(answer, 0)).isInstanceOf(CorruptedFrameException.class);
        assertThatThrownBy(() -> Answer.decode(open, 0)).isInstanceOf(CorruptedFrameException.class);
        assertThatThrownBy(() -> Open.decode(Arrays.copyOf(open, open.length + 1), 0))
                .isInstanceOf(CorruptedFrameException.class);
        answer[1] = 6;
        assertThatThrownBy(() -> Answer.decode(answer, 0)).isInstanceOf(CorruptedFrameException.class);
    }

    static List<Open> impossible() {
        return List.of(
                new Open(false, 0, STANDING, CODEC),
                new Open(false, 1, new Standing(-1, 1 << 20, 5_000), CODEC),
                new Open(false, 1, new Standing(0, (1 << 20) - 1, 5_000), CODEC),
                new Open(false, 1, new Standing(0, 1 << 20, 0), CODEC),
                new Open(false, 1, new Standing(0, 1 << 20, 600_001), CODEC));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whatCannotBeIsRefused(Open open) {
        assertThatThrownBy(() -> Open.decode(open.encode(), 0)).isInstanceOf(CorruptedFrameException.class);
    }

    @Test
    void theNameOfACodecMustBeThereAndIsToldInPlainCharacters() {
        byte[] blank = new Open(false, 1, STANDING, new CodecTag("a", "")).encode();
        blank[blank.length - 2] = ' ';

        assertThatThrownBy(() -> Open.decode(blank, 0)).isInstanceOf(CorruptedFrameException.class);
        assertThatThrownBy(() -> new CodecTag("a", "x".repeat(256))).isInstanceOf(IllegalArgumentException.class);
        assertThat(new CodecTag("a\nb", "é")).hasToString("a?b with the types ?");
        assertThat(new CodecTag("x".repeat(255), "").bytes()).isEqualTo(257);
        assertThat(new CodecTag("x".repeat(255), "y".repeat(255)).bytes()).isEqualTo(CodecTag.MOST_BYTES);
    }
}
