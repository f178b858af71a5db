package io.sparkactor.remote.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.remote.internal.session.SessionFrame.Acknowledge;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sender sends what the other side allows, and keeps what its limits allow. */
class OutboundLimitsTest extends OutboundFixture {

    @Test
    void theCreditInFramesIsKept() throws SessionException {
        half.connected(0);
        half.acknowledged(new Acknowledge(0, List.of(), 2, 1_000));
        offer("a", "b", "c");
        assertThat(sent()).containsExactly("1a", "2b");
        half.acknowledged(new Acknowledge(1, List.of(), 3, 1_000));
        assertThat(sent()).containsExactly("3c");
    }

    @Test
    void theCreditInWeightIsKept() throws SessionException {
        half.connected(0);
        half.acknowledged(new Acknowledge(0, List.of(), 100, 20));
        offer("a", "b", "c");
        assertThat(sent()).containsExactly("1a", "2b");
        half.acknowledged(new Acknowledge(1, List.of(), 100, 29));
        assertThat(sent()).isEmpty();
        half.acknowledged(new Acknowledge(1, List.of(), 100, 30));
        assertThat(sent()).containsExactly("3c");
    }

    @Test
    void anItemHeavierThanTheWindowIsSentAlone() throws SessionException {
        half.connected(0);
        half.acknowledged(new Acknowledge(0, List.of(), 100, 50));
        offer("a");
        assertThat(half.offer("heavy", 500)).isNull();
        assertThat(sent()).containsExactly("1a");
        half.acknowledged(new Acknowledge(1, List.of(), 100, 60));
        offer("b");
        assertThat(sent()).containsExactly("2heavy");
        half.acknowledged(new Acknowledge(2, List.of(), 100, 560));
        assertThat(sent()).containsExactly("3b");
    }

    @Test
    void moreItemsThanTheLimitAreRefused() throws SessionException {
        connect();
        offer("1", "2", "3", "4", "5");
        sent();
        offer("6", "7", "8", "9", "10");
        assertThat(half.offer("11", 10)).isEqualTo(DeadLetterReason.OVERFLOW);
        acknowledge(1);
        offer("11");
        assertThat(half.held()).isEqualTo(10);
    }

    @Test
    void moreWeightThanTheLimitIsRefused() {
        assertThat(half.offer("heavy", 1_001)).isEqualTo(DeadLetterReason.OVERFLOW);
        assertThat(half.offer("heavy", 991)).isNull();
        assertThat(half.offer("more", 10)).isEqualTo(DeadLetterReason.OVERFLOW);
        assertThat(half.offer("less", 9)).isNull();
        assertThat(half.heldWeight()).isEqualTo(1_000);
    }
}
