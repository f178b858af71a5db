package io.sparkactor.remote.internal.relay.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** In the long run as many as there may be, and no more than those of a second at once. */
class FrameRateTest {

    private static final long SECOND = 1_000_000_000;
    private static final int RATE = 100;

    private long now = Long.MAX_VALUE - SECOND; // the clock may wrap
    private final FrameRate rate = new FrameRate(RATE, now);

    private long addAll(int frames) {
        long wait = 0;
        for (int i = 0; i < frames; i++) {
            wait = rate.add(now);
        }
        return wait;
    }

    @Test
    void thoseOfASecondMayComeAtOnceAndTheNextWaits() {
        assertThat(addAll(RATE)).isNotPositive();
        assertThat(rate.add(now)).isEqualTo(SECOND / RATE);
    }

    @Test
    void aLongSilenceSavesNoMoreThanASecond() {
        addAll(RATE);
        now += 100 * SECOND;

        assertThat(addAll(RATE)).isNotPositive();
        assertThat(rate.add(now)).isPositive();
    }

    @Test
    void whoeverKeepsToItNeverWaits() {
        for (int i = 0; i < 10 * RATE; i++) {
            assertThat(rate.add(now)).isNotPositive();
            now += SECOND / RATE;
        }
    }

    @Test
    void whoeverWaitsAsToldSendsAsManyAsThereMayBe() {
        long start = now;
        for (int i = 0; i < 11 * RATE; i++) {
            now += Math.max(0, rate.add(now));
        }
        assertThat(now - start).isBetween(10 * SECOND - SECOND / RATE, 10 * SECOND + SECOND / RATE);
    }
}
