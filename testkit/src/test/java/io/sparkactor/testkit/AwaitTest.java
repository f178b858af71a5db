package io.sparkactor.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {

    @Test
    void waitEndsWhenTheConditionHolds() {
        var asked = new AtomicInteger();
        Await.until("five questions", () -> asked.incrementAndGet() == 5);
        assertEquals(5, asked.get());
    }

    @Test
    void conditionIsAskedOnceEvenWithoutTime() {
        Await.until("what holds already", Duration.ZERO, () -> true);
    }

    @Test
    void failureSaysWhatWasAwaitedAndWhatWasFound() {
        var error = assertThrows(
                AssertionError.class,
                () -> Await.until("rain", Duration.ofMillis(5), () -> false, () -> "the sun shone"));
        assertTrue(
                String.valueOf(error.getMessage()).startsWith("waited in vain for rain: the sun shone after "),
                error.getMessage());
    }

    @Test
    void interruptEndsTheWaitAndStaysSet() {
        Thread.currentThread().interrupt();
        var error = assertThrows(AssertionError.class, () -> Await.until("rain", Duration.ofHours(1), () -> false));
        assertTrue(Thread.interrupted());
        assertTrue(
                String.valueOf(error.getMessage()).startsWith("interrupted while waiting for rain"),
                error.getMessage());
    }
}
