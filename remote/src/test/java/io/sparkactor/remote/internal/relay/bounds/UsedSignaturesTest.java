package io.sparkactor.remote.internal.relay.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each signature is good for once, for as long as it is remembered, and no more are remembered than may be. */
class UsedSignaturesTest {

    private final UsedSignatures used = new UsedSignatures();

    private boolean add(long number) {
        return used.add("%016x".formatted(number * 0x9E3779B97F4A7C15L) + "0".repeat(48));
    }

    @Test
    void theSecondTimeIsOneTooMany() {
        assertThat(add(1)).isTrue();
        assertThat(add(2)).isTrue();
        assertThat(add(1)).isFalse();
    }

    @Test
    void theOldestIsForgottenAndNoOther() {
        for (int i = 0; i <= UsedSignatures.MOST; i++) {
            assertThat(add(i)).isTrue();
        }
        assertThat(add(1)).isFalse();
        assertThat(add(UsedSignatures.MOST)).isFalse();
        assertThat(add(0)).as("forgotten").isTrue();
    }
}
