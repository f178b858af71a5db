package io.sparkactor.remote.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Whatever the network does, each message comes once, in order, and its sender learns what became of it. {@code -Dspark.remote.seeds=n} tries
 * more seeds.
 */
class SessionSimulationTest {

    private static final int SEEDS = Integer.getInteger("spark.remote.seeds", 30);
    private static final int MESSAGES = 10_000;
    private static final int SEEDS_FOR_A_TWIN = 50;
    private static final int MESSAGES_FOR_A_TWIN = 1_000;

    @Test
    void eachMessageComesOnceInOrderAndItsSenderLearnsWhatBecameOfIt() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Throwable failure = failure(seed, MESSAGES, SessionTwin.NONE);
            if (failure != null) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void aBrokenTwinIsNoticed(SessionTwin twin) {
        var noticed = new AtomicInteger();
        for (long seed = 0; seed < SEEDS_FOR_A_TWIN; seed++) {
            if (failure(seed, MESSAGES_FOR_A_TWIN, twin) != null) {
                noticed.incrementAndGet();
            }
        }
        assertThat(noticed.get()).isPositive();
    }

    /** What has failed: the rules of the session, the books, or the code itself. */
    private static @Nullable Throwable failure(long seed, int messages, SessionTwin twin) {
        try {
            new SimulatedSession(seed, messages, twin).run();
            return null;
        } catch (SessionException | RuntimeException | AssertionError failure) {
            return failure;
        }
    }
}
