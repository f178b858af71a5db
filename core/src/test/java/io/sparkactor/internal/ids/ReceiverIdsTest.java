package io.sparkactor.internal.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReceiverIdsTest {

    private final ReceiverIds ids = with(1, 2, 3);

    private static ReceiverIds with(long... secrets) {
        return new ReceiverIds(LongStream.of(secrets).iterator()::nextLong);
    }

    @Test
    void theHashIsThatOfTheReference() {
        assertThat(new SipHash(0x0706_0504_0302_0100L, 0x0f0e_0d0c_0b0a_0908L).of(0x0706_0504_0302_0100L))
                .isEqualTo(0x93f5_f579_9a93_2462L);
    }

    @Test
    void eachReceiverHasOneIdOfItsOwnThatIsAUuid() {
        Set<UUID> all = new HashSet<>();
        for (int serial = 0; serial < 100_000; serial++) {
            UUID id = ids.of(serial, serial % 2 == 0);
            assertThat(id.version()).isEqualTo(4);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(ids.of(serial, serial % 2 == 0)).isEqualTo(id);
            all.add(id);
        }
        assertThat(all).hasSize(100_000);
    }

    @Test
    void whoKnowsAllButTheKeyCannotMakeAnId() {
        ReceiverIds others = with(1, 4, 3);
        for (int serial = 1; serial < 1_000; serial++) {
            UUID id = ids.of(serial, true);
            UUID other = others.of(serial, true);
            assertThat(other.getMostSignificantBits()).isEqualTo(id.getMostSignificantBits());
            assertThat(other.getLeastSignificantBits())
                    .as("the half that depends on the key")
                    .isNotEqualTo(id.getLeastSignificantBits());
        }
    }

    @Test
    void whoTookAReplyIsKnownByTheId() {
        assertThat(ids.tookReply(ids.of(7, true).toString())).isTrue();
        assertThat(ids.tookReply(ids.of(7, false).toString())).isFalse();
        assertThat(with(4, 2, 3).tookReply(ids.of(7, true).toString())).isFalse();
        assertThat(ids.tookReply("adder")).isFalse();
        assertThat(ids.tookReply("x".repeat(36))).isFalse();
    }

    @Test
    void anIdWithAnyBitChangedIsNoneOfOurs() {
        UUID id = ids.of(7, true);
        for (int bit = 0; bit < 64; bit++) {
            long high = id.getMostSignificantBits();
            long low = id.getLeastSignificantBits();
            assertThat(ids.tookReply(new UUID(high ^ 1L << bit, low).toString()))
                    .isFalse();
            assertThat(ids.tookReply(new UUID(high, low ^ 1L << bit).toString()))
                    .isFalse();
        }
    }
}
