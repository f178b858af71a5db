package io.sparkactor.internal.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.SystemId;
import org.junit.jupiter.api.Test;

/** Whose numbers are kept, and for how long. */
class ChallengesTest {

    private static final SystemId LOUD = SystemId.ofName("loud");
    private static final SystemId QUIET = SystemId.ofName("quiet");

    private final Challenges challenges = new Challenges();

    private boolean add(SystemId system, String theirs, long now) {
        return challenges.add(system, theirs, "answer to " + theirs, now);
    }

    @Test
    void oneIsGoodForOneAttemptAndItsTime() {
        add(QUIET, "a", 0);
        add(QUIET, "b", 0);

        assertThat(challenges.take(QUIET, "a", Challenges.PATIENCE - 1)).isEqualTo("answer to a");
        assertThat(challenges.take(QUIET, "a", Challenges.PATIENCE - 1)).isNull();
        assertThat(challenges.take(QUIET, "b", Challenges.PATIENCE))
                .as("too late")
                .isNull();
    }

    @Test
    void whoSaysHelloInALoopForgetsItsOwnAlone() {
        add(QUIET, "first", 0);
        for (int i = 0; i < 10 * Challenges.MOST; i++) {
            assertThat(add(LOUD, "number " + i, 0)).isTrue();
        }

        assertThat(challenges.take(QUIET, "first", 1)).isEqualTo("answer to first");
        assertThat(challenges.take(LOUD, "number 0", 1)).isNull();
        for (int i = 10 * Challenges.MOST - Challenges.MOST_OF_ONE; i < 10 * Challenges.MOST; i++) {
            assertThat(challenges.take(LOUD, "number " + i, 1)).isEqualTo("answer to number " + i);
        }
    }

    @Test
    void whereThereIsNoRoomTheNewcomerIsRefusedUntilOthersAreOver() {
        for (int i = 0; i < Challenges.MOST; i++) {
            assertThat(add(SystemId.ofName("system " + i), "x", 0)).isTrue();
        }

        assertThat(add(QUIET, "x", 1)).isFalse();
        assertThat(challenges.take(SystemId.ofName("system 0"), "x", 1)).isEqualTo("answer to x");
        assertThat(add(QUIET, "x", 1)).isTrue();
        assertThat(add(QUIET, "y", 1)).isFalse();
        assertThat(add(QUIET, "y", Challenges.PATIENCE)).isTrue();
    }
}
