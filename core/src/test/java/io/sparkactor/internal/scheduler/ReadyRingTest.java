package io.sparkactor.internal.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadyRingTest {

    private record Numbered(int number) implements Turn {

        @Override
        public void run(TurnContext context) {}
    }

    private final ReadyRing ring = new ReadyRing();

    @Test
    void takesInTheOrderOfPutsManyTimesAround() {
        for (int i = 0; i < 10 * ReadyRing.CAPACITY; i++) {
            assertTrue(ring.put(new Numbered(i)));
            assertTrue(ring.put(new Numbered(-i)));
            assertEquals(new Numbered(i), ring.take());
            assertEquals(new Numbered(-i), ring.take());
        }
        assertTrue(ring.isEmpty());
    }

    @Test
    void refusesOneMoreThanFits() {
        for (int i = 0; i < ReadyRing.CAPACITY; i++) {
            assertTrue(ring.put(new Numbered(i)));
        }
        assertFalse(ring.put(new Numbered(-1)));
        assertEquals(new Numbered(0), ring.take());
        assertTrue(ring.put(new Numbered(-1)));
    }

    @Test
    void stolenHalfKeepsItsOrder() {
        for (int i = 0; i < ReadyRing.CAPACITY; i++) {
            ring.put(new Numbered(i));
        }
        var thief = new ReadyRing();
        List<Integer> stolen = new ArrayList<>();
        for (Turn turn = ring.stealHalf(thief); turn != null; turn = thief.take()) {
            stolen.add(((Numbered) turn).number());
        }
        assertEquals(ReadyRing.CAPACITY / 2, stolen.size());
        for (int i = 0; i < stolen.size(); i++) {
            assertEquals(i, stolen.get(i));
        }
        assertEquals(new Numbered(ReadyRing.CAPACITY / 2), ring.take());
    }

    @Test
    void forgetsOnlyWhenEmpty() {
        Turn turn = new Numbered(1);
        ring.put(turn);
        ring.forget();
        assertSame(turn, ring.take());
        ring.forget();
        assertNull(ring.take());
        ring.put(turn);
        assertSame(turn, ring.take());
    }
}
