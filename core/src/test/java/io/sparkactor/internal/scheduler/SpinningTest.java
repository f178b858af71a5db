package io.sparkactor.internal.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpinningTest {

    private static final int LOOKS = 10;

    private final Spinning spinning = new Spinning(LOOKS);
    private int looks;

    /** How often it spins when asked so often, if nothing ever comes. */
    private long spins(int asked) {
        return IntStream.range(0, asked)
                .filter(i -> spinning.isWorthwhile() && !spinning.until(() -> false))
                .count();
    }

    @Test
    void itLooksUntilTheThingHasCome() {
        assertTrue(spinning.until(() -> ++looks == 3));
        assertEquals(3, looks);
    }

    @Test
    void itGivesUpAfterSoManyLooks() {
        assertFalse(spinning.until(() -> ++looks > LOOKS));
        assertEquals(LOOKS, looks);
    }

    @Test
    void afterManySpinsInVainItSpinsSeldomButDoesNotCease() {
        spins(1_000);

        long spins = spins(6_400);
        assertTrue(spins >= 100 && spins <= 110, "spins: " + spins);
    }

    @Test
    void oneThatSucceedsEndsThePauses() {
        spins(1_000);
        while (!spinning.isWorthwhile()) {
            looks++;
        }
        assertTrue(spinning.until(() -> true));

        assertEquals(8, spins(8));
    }
}
