package io.sparkactor.remote.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.remote.internal.session.InboundHalf.Verdict;
import io.sparkactor.remote.internal.session.SessionFrame.Acknowledge;
import io.sparkactor.remote.internal.session.SessionFrame.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The receiver takes each frame once and in order, and acknowledges what its mailbox has answered for. */
class InboundHalfTest {

    private final InboundHalf half = new InboundHalf(new SessionLimits(1, 1, 8, 800));

    private void take(long seq) throws SessionException {
        take(seq, null);
    }

    private void take(long seq, @Nullable DeadLetterReason refusal) throws SessionException {
        assertThat(half.accept(seq, 10)).isEqualTo(Verdict.DELIVER);
        half.settled(seq, 10, refusal);
    }

    @Test
    void theFirstAcknowledgementGrantsTheWindow() {
        assertThat(half.due()).isTrue();
        assertThat(half.pending()).isTrue();
        assertThat(half.acknowledge()).isEqualTo(new Acknowledge(0, List.of(), 8, 800));
        assertThat(half.due()).isFalse();
        assertThat(half.pending()).isFalse();
    }

    @Test
    void whatComesAgainIsADuplicate() throws SessionException {
        half.acknowledge();
        take(1);
        assertThat(half.accept(2, 10)).isEqualTo(Verdict.DELIVER);
        assertThat(half.accept(1, 10)).isEqualTo(Verdict.DUPLICATE);
        assertThat(half.accept(2, 10)).isEqualTo(Verdict.DUPLICATE);
        assertThat(half.received()).isEqualTo(1);
    }

    @Test
    void aGapIsRefused() throws SessionException {
        half.acknowledge();
        take(1);
        assertThatThrownBy(() -> half.accept(3, 10))
                .isInstanceOf(SessionException.class)
                .hasMessage("frame 3 has come behind frame 1");
        take(2);
    }

    @Test
    void aNumberBelowOneIsRefused() {
        half.acknowledge();
        assertThatThrownBy(() -> half.accept(0, 10)).isInstanceOf(SessionException.class);
    }

    @Test
    void onlyWhatIsSettledIsReceivedAndAcknowledged() throws SessionException {
        half.acknowledge();
        half.accept(1, 10);
        half.accept(2, 20);
        assertThat(half.received()).isZero();
        assertThat(half.pending()).isFalse();
        assertThat(half.unsettled()).isEqualTo(2);
        assertThat(half.unsettledWeight()).isEqualTo(30);
        half.settled(1, 10, null);
        assertThat(half.received()).isEqualTo(1);
        assertThat(half.acknowledge()).isEqualTo(new Acknowledge(1, List.of(), 9, 810));
    }

    @Test
    void framesAreSettledInOrderAndAfterTheyHaveCome() throws SessionException {
        half.acknowledge();
        half.accept(1, 10);
        half.accept(2, 10);
        assertThatIllegalStateException().isThrownBy(() -> half.settled(2, 10, null));
        half.settled(1, 10, null);
        half.settled(2, 10, null);
        assertThatIllegalStateException().isThrownBy(() -> half.settled(3, 10, null));
    }

    @Test
    void aFrameIsSettledWithTheWeightWithWhichItHasCome() throws SessionException {
        half.acknowledge();
        half.accept(1, 10);
        assertThatIllegalStateException().isThrownBy(() -> half.settled(1, 11, null));
    }

    @Test
    void aQuarterOfTheWindowIsAcknowledgedAtOnce() throws SessionException {
        half.acknowledge();
        take(1);
        assertThat(half.due()).isFalse();
        assertThat(half.pending()).isTrue();
        take(2);
        assertThat(half.due()).isTrue();
        half.acknowledge();
        half.accept(3, 200);
        half.settled(3, 200, null);
        assertThat(half.due()).isTrue();
    }

    @Test
    void theSmallestWindowIsAcknowledgedFrameByFrame() throws SessionException {
        var narrow = new InboundHalf(new SessionLimits(1, 1, 1, 1));
        assertThat(narrow.acknowledge()).isEqualTo(new Acknowledge(0, List.of(), 1, 1));
        assertThat(narrow.due()).isFalse();
        narrow.accept(1, 10);
        assertThat(narrow.due()).isFalse();
        narrow.settled(1, 10, null);
        assertThat(narrow.due()).isTrue();
        assertThat(narrow.acknowledge()).isEqualTo(new Acknowledge(1, List.of(), 2, 11));
    }

    @Test
    void moreFramesThanTheCreditAreRefused() throws SessionException {
        assertThatThrownBy(() -> half.accept(1, 10)).isInstanceOf(SessionException.class);
        half.acknowledge();
        for (int seq = 1; seq <= 8; seq++) {
            take(seq);
        }
        assertThatThrownBy(() -> half.accept(9, 10))
                .isInstanceOf(SessionException.class)
                .hasMessage("frame 9 of weight 10 exceeds the credit: up to frame 8, and 800 of which 80 were used");
        half.acknowledge();
        take(9);
    }

    @Test
    void moreWeightThanTheCreditIsRefused() throws SessionException {
        half.acknowledge();
        half.accept(1, 800);
        half.settled(1, 800, null);
        assertThatThrownBy(() -> half.accept(2, 1)).isInstanceOf(SessionException.class);
        half.acknowledge();
        assertThat(half.accept(2, 1)).isEqualTo(Verdict.DELIVER);
    }

    @Test
    void aFrameHeavierThanTheWindowMayComeAlone() throws SessionException {
        half.acknowledge();
        take(1);
        assertThatThrownBy(() -> half.accept(2, 5_000)).isInstanceOf(SessionException.class);
        half.acknowledge();
        assertThat(half.accept(2, 5_000)).isEqualTo(Verdict.DELIVER);
        assertThatThrownBy(() -> half.accept(3, 1)).isInstanceOf(SessionException.class);
    }

    @Test
    void refusalsAreSaidOnceAConnection() throws SessionException {
        half.acknowledge();
        take(1, DeadLetterReason.NO_ACTOR);
        take(2);
        Refusal first = new Refusal(1, DeadLetterReason.NO_ACTOR);
        assertThat(half.acknowledge().refused()).containsExactly(first);
        take(3, DeadLetterReason.OVERFLOW);
        Refusal second = new Refusal(3, DeadLetterReason.OVERFLOW);
        assertThat(half.acknowledge().refused()).containsExactly(second);

        half.connected();
        assertThat(half.due()).isTrue();
        assertThat(half.pending()).isTrue();
        assertThat(half.acknowledge().refused()).containsExactly(first, second);
    }

    @Test
    void refusalsAreKeptForAWindow() throws SessionException {
        half.acknowledge();
        for (int seq = 1; seq <= 100; seq++) {
            take(seq, DeadLetterReason.OVERFLOW);
            half.acknowledge();
        }
        half.connected();
        assertThat(half.acknowledge().refused())
                .extracting(Refusal::seq)
                .containsExactly(93L, 94L, 95L, 96L, 97L, 98L, 99L, 100L);
    }
}
