package io.sparkactor.remote.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.remote.internal.session.SessionFrame.Acknowledge;
import io.sparkactor.remote.internal.session.SessionFrame.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The sender keeps each item until it has an end, and sends what has to be sent. */
class OutboundHalfTest extends OutboundFixture {

    @Test
    void itemsAreNumberedAndSentOnceInTheOrderInWhichTheyWereOffered() throws SessionException {
        connect();
        offer("a", "b");
        assertThat(sent()).containsExactly("1a", "2b");
        offer("c");
        assertThat(sent()).containsExactly("3c");
    }

    @Test
    void nothingIsSentWithoutConnectionOrCredit() throws SessionException {
        offer("a");
        assertThat(sent()).isEmpty();
        half.connected(0);
        assertThat(sent()).isEmpty();
        acknowledge(0);
        half.disconnected();
        assertThat(sent()).isEmpty();
        half.connected(0);
        assertThat(sent()).containsExactly("1a");
    }

    @Test
    void anAcknowledgementSettlesInOrderAndSaysWhatWasRefused() throws SessionException {
        connect();
        offer("a", "b", "c", "d");
        sent();
        acknowledge(3, new Refusal(2, DeadLetterReason.NO_ACTOR));
        assertThat(ends).containsExactly("a", "b NO_ACTOR", "c");
        assertThat(half.unacknowledged()).isEqualTo(1);
    }

    @Test
    void whatThePeerHasNotReceivedIsSentAgainUnderTheSameNumbers() throws SessionException {
        connect();
        offer("a", "b", "c", "d");
        sent();
        acknowledge(1);
        half.disconnected();
        half.connected(2);
        assertThat(ends).containsExactly("a");
        assertThat(sent()).containsExactly("3c", "4d");
        acknowledge(4, new Refusal(2, DeadLetterReason.WRONG_TYPE));
        assertThat(ends).containsExactly("a", "b WRONG_TYPE", "c", "d");
    }

    @Test
    void whatIsAcknowledgedMeanwhileIsNotSentAgain() throws SessionException {
        connect();
        offer("a", "b", "c");
        sent();
        half.disconnected();
        half.connected(0);
        assertThat(half.next()).isEqualTo("a");
        acknowledge(2);
        assertThat(sent()).containsExactly("3c");
    }

    @Test
    void anOldAcknowledgementChangesNothing() throws SessionException {
        connect();
        offer("a", "b");
        sent();
        acknowledge(2);
        half.acknowledged(new Acknowledge(1, List.of(new Refusal(1, DeadLetterReason.NO_ACTOR)), 2, 2));
        assertThat(ends).containsExactly("a", "b");
        offer("c");
        assertThat(sent()).containsExactly("3c");
    }

    @Test
    void refusalsOfWhatIsSettledAreSkipped() throws SessionException {
        connect();
        offer("a", "b", "c");
        sent();
        acknowledge(1, new Refusal(1, DeadLetterReason.NO_ACTOR));
        acknowledge(3, new Refusal(1, DeadLetterReason.NO_ACTOR), new Refusal(3, DeadLetterReason.OVERFLOW));
        assertThat(ends).containsExactly("a NO_ACTOR", "b", "c OVERFLOW");
    }

    @Test
    void anAcknowledgementOfWhatWasNotSentIsRefused() throws SessionException {
        connect();
        offer("a", "b");
        half.next();
        assertThatThrownBy(() -> acknowledge(2))
                .isInstanceOf(SessionException.class)
                .hasMessage("the peer acknowledges 2 frames, but was sent 1");
        assertThat(ends).isEmpty();
    }

    @Test
    void aPeerThatHasReceivedMoreThanWasSentIsRefused() throws SessionException {
        connect();
        offer("a");
        sent();
        half.disconnected();
        assertThatThrownBy(() -> half.connected(2))
                .isInstanceOf(SessionException.class)
                .hasMessage("the peer says that it has received 2 frames, but was sent 1");
        assertThatThrownBy(() -> half.connected(-1)).isInstanceOf(SessionException.class);
        assertThat(half.next()).isNull();
    }

    @Test
    void aHandshakeThatWasOvertakenSendsWhatIsNotSettled() throws SessionException {
        connect();
        offer("a", "b", "c");
        sent();
        acknowledge(2);
        half.connected(1);
        assertThat(sent()).containsExactly("3c");
    }

    @Test
    void whatIsObsoleteTakesNoNumber() throws SessionException {
        connect();
        offer("a", "b old", "c old", "d");
        assertThat(sent()).containsExactly("1a", "2d");
        assertThat(ends).containsExactly("b old EXPIRED", "c old EXPIRED");
    }

    @Test
    void whatIsLeftIsReturnedAndNothingIsTakenAnyMore() throws SessionException {
        half.connected(0);
        half.acknowledged(new Acknowledge(0, List.of(), 2, 1_000));
        offer("a", "b", "c", "d");
        sent();
        half.acknowledged(new Acknowledge(1, List.of(), 3, 1_000));
        half.next();
        assertThat(half.giveUp()).isEqualTo(new OutboundHalf.Returned<>(List.of("b", "c"), List.of("d")));
        assertThat(half.offer("e", 1)).isEqualTo(DeadLetterReason.DISCONNECTED);
        assertThat(half.next()).isNull();
        assertThat(half.held()).isZero();
        assertThat(half.heldWeight()).isZero();
        assertThatIllegalStateException().isThrownBy(() -> half.connected(1));
    }

    @Test
    void anOutcomeMayOfferTheNextItem() throws SessionException {
        var chain = new ChainOfOutcomes();
        chain.half.offer("a", 1);
        chain.half.connected(0);
        chain.half.acknowledged(new Acknowledge(0, List.of(), 100, 1_000));
        assertThat(chain.half.next()).isEqualTo("a");
        chain.half.acknowledged(new Acknowledge(1, List.of(), 100, 1_000));
        assertThat(chain.half.next()).isEqualTo("ab");
        assertThat(chain.half.seq()).isEqualTo(2);
    }

    private static final class ChainOfOutcomes implements Outcomes<String> {

        final OutboundHalf<String> half = new OutboundHalf<>(LIMITS, this);

        @Override
        public @Nullable DeadLetterReason obsolete(String item) {
            return null;
        }

        @Override
        public void delivered(String item) {
            assertThat(half.offer(item + "b", 1)).isNull();
        }

        @Override
        public void failed(String item, DeadLetterReason reason) {
            throw new AssertionError(item);
        }
    }
}
