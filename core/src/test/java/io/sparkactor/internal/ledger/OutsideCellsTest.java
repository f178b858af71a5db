package io.sparkactor.internal.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class OutsideCellsTest {

    private final LedgerBook book = new LedgerBook();

    /** Runs something on a thread that has ended when this returns. */
    private static <T extends @Nullable Object> T on(Thread.Builder kind, Callable<T> body) throws Exception {
        FutureTask<T> task = new FutureTask<>(body);
        kind.start(task).join();
        return task.get();
    }

    private void sendOnce(@Nullable OutsideCell own) {
        book.countOfferedOutside(own);
        book.countAccepted(own);
        book.countDoneOutside(own);
    }

    @Test
    void aPlatformThreadHasCountersOfItsOwn() throws Exception {
        OutsideCell mine = book.outside();

        assertNotNull(mine);
        assertSame(mine, book.outside());
        assertNotSame(mine, on(Thread.ofPlatform(), book::outside));
    }

    @Test
    void virtualThreadsShareTheirCounters() throws Exception {
        assertNull(on(Thread.ofVirtual(), book::outside));
    }

    @Test
    void theCountersOfAThreadThatHasEndedGoToTheNextOneWithTheirCounts() throws Exception {
        OutsideCell first = on(Thread.ofPlatform(), () -> {
            sendOnce(book.outside());
            return book.outside();
        });
        OutsideCell second = on(Thread.ofPlatform(), () -> {
            sendOnce(book.outside());
            return book.outside();
        });

        assertSame(first, second);
        assertEquals(2, book.read(0).accepted());
        assertEquals(1, book.counters());
    }

    @Test
    void aSendIsNotOverBeforeItsLastStep() {
        OutsideCell own = book.outside();
        book.countOfferedOutside(own);
        assertFalse(book.areSendsFromOutsideDone());

        book.countAccepted(own);
        book.countDoneOutside(own);
        assertTrue(book.areSendsFromOutsideDone());
    }

    @Test
    void aSendMayEndInTheSharedCounters() {
        book.countOfferedOutside(book.outside());
        book.countRefused(null);

        assertTrue(book.areSendsFromOutsideDone());
        assertEquals(1, book.read(0).refused());
    }
}
