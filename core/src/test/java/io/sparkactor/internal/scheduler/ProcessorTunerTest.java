package io.sparkactor.internal.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The tuner beside loads that are functions: so many messages in a microsecond with so many processors. */
class ProcessorTunerTest {

    private static final IntToDoubleFunction CONTENDED = level -> 30.0 / level;
    private static final IntToDoubleFunction SCALES = level -> 10.0 * level;
    private static final IntToDoubleFunction HEAVY = level -> 0.5;
    private static final IntToDoubleFunction STANDS = level -> 0;

    private final Run two = new Run(2);

    /** A tuner and a clock that ticks once in a millisecond. */
    private static final class Run {

        private final ProcessorTuner tuner;
        private long now;
        private double steps;

        Run(int usual) {
            tuner = new ProcessorTuner(usual);
        }

        /** Lets time pass; in how many of these milliseconds there were so many processors at the end. */
        int millisAt(int level, int millis, IntToDoubleFunction load) {
            int count = 0;
            for (int i = 0; i < millis; i++) {
                now += 1_000_000;
                steps += 1000 * load.applyAsDouble(tuner.level());
                count += tuner.tick(now, (long) steps) == level ? 1 : 0;
            }
            return count;
        }
    }

    @Test
    void whereProcessorsGetInEachOthersWayFewerAreOpen() {
        two.millisAt(1, 50, CONTENDED);

        assertTrue(two.millisAt(1, 10_000, CONTENDED) > 9_800);
    }

    @Test
    void whereMoreProcessorsHandleMoreTheyStayOpen() {
        two.millisAt(2, 1_000, SCALES);

        assertTrue(two.millisAt(2, 10_000, SCALES) > 9_900);
    }

    @Test
    void whereTheNumberMakesNoDifferenceAllStayOpen() {
        two.millisAt(2, 1_000, level -> 20);

        assertTrue(two.millisAt(2, 10_000, level -> 20) > 9_900);
    }

    @Test
    void messagesThatTakeLongAreNoCase() {
        assertEquals(10_000, two.millisAt(2, 10_000, HEAVY));
    }

    @Test
    void aLoadThatHasChangedIsNoticedWithinTheLongestPause() {
        two.millisAt(1, 20_000, CONTENDED);
        two.millisAt(2, 1_020, SCALES);

        assertTrue(two.millisAt(2, 1_000, SCALES) > 900);
    }

    @Test
    void aHandlerThatTakesLongOpensAllWithinMilliseconds() {
        two.millisAt(1, 50, CONTENDED);

        assertEquals(1, two.tuner.level());
        two.millisAt(2, 3, STANDS);
        assertEquals(2, two.tuner.level());
    }

    @Test
    void whatWasRightBeforeIsTriedAgainSoon() {
        two.millisAt(1, 20_000, CONTENDED);
        two.millisAt(2, 100, STANDS);
        two.millisAt(1, 50, CONTENDED);

        assertTrue(two.millisAt(1, 1_000, CONTENDED) > 900);
    }

    @Test
    void aThreadThatIsStoppedForAMillisecondChangesNothing() {
        two.millisAt(1, 50, CONTENDED);

        assertEquals(1, two.millisAt(1, 1, STANDS));
        assertEquals(1, two.millisAt(1, 1, CONTENDED));
    }

    @Test
    void ofManyProcessorsTheBestNumberIsFound() {
        Run eight = new Run(8);
        IntToDoubleFunction bestAtTwo = level -> level < 2 ? 20 : 80.0 / level;
        eight.millisAt(2, 1_000, bestAtTwo);

        assertTrue(eight.millisAt(2, 10_000, bestAtTwo) > 9_500);
    }

    @Test
    void manyProcessorsThatAllGetInEachOthersWayBecomeOne() {
        Run many = new Run(64);
        IntToDoubleFunction contended = level -> 30.0 / Math.sqrt(level);
        many.millisAt(1, 1_000, contended);

        assertTrue(many.millisAt(1, 10_000, contended) > 9_500);
    }

    @Test
    void aStopOfTheWholeJvmChangesNothing() {
        two.millisAt(1, 20_000, CONTENDED); // the next trial is far
        two.now += 50_000_000;

        assertEquals(10, two.millisAt(1, 10, CONTENDED));
    }

    @Test
    void oneProcessorStaysOne() {
        assertEquals(1_000, new Run(1).millisAt(1, 1_000, CONTENDED));
    }

    @Test
    void afterARestAllAreOpen() {
        two.millisAt(1, 50, CONTENDED);
        two.tuner.rest(two.now);

        assertEquals(2, two.tuner.level());
    }
}
