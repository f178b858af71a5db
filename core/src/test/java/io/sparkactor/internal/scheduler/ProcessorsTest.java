package io.sparkactor.internal.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProcessorsTest {

    private final SharedQueue shared = new SharedQueue();
    private final Processors processors = new Processors(2);

    @Test
    void thereAreAsManyAsWasAskedFor() {
        assertEquals(2, acquired(10));
        assertEquals(2, processors.usual());
    }

    @Test
    void lentProcessorsCanBeAcquiredBesideTheUsualOnes() {
        assertTrue(processors.lend(1));
        assertEquals(3, acquired(10));
    }

    @Test
    void noMoreThanTwiceTheUsualNumberIsLent() {
        assertTrue(processors.lend(100));
        assertEquals(6, acquired(10));
    }

    @Test
    void whatIsWantedBackIsNotAcquiredAgain() {
        processors.lend(2);
        assertFalse(processors.lend(0));
        assertEquals(2, acquired(10));
        assertTrue(processors.isOpen(1));
        assertFalse(processors.isOpen(2));
    }

    @Test
    void aLentProcessorThatIsHeldWhenItIsWantedBackDoesNotCountAfterItsEviction() {
        processors.lend(1);
        Owner[] owners = {new Owner(), new Owner(), new Owner()};
        for (Owner owner : owners) {
            assertTrue(processors.acquireFree(owner));
        }
        processors.lend(0);
        assertTrue(processors.evict(processors.get(2), owners[2]));
        assertTrue(processors.noneFree());
        assertFalse(processors.acquireFree(owners[2]));
        processors.release(owners[0].queue);
        assertTrue(processors.acquireFree(owners[2]));
    }

    @Test
    void whatIsKeptBackIsNotAcquired() {
        assertFalse(processors.keepBack(1));
        assertEquals(1, acquired(10));
        assertTrue(processors.keepBack(0));
        assertEquals(1, acquired(10));
    }

    @Test
    void aHeldProcessorThatIsKeptBackDoesNotCountAfterItsEviction() {
        Owner[] owners = {new Owner(), new Owner()};
        for (Owner owner : owners) {
            assertTrue(processors.acquireFree(owner));
        }
        processors.keepBack(1);
        assertTrue(processors.evict(processors.get(1), owners[1]));
        assertFalse(processors.acquireFree(owners[1]));
        assertTrue(processors.keepBack(0));
        assertTrue(processors.acquireFree(owners[1]));
    }

    @Test
    void thereIsSomethingToTakeWhereAProcessorIsFreeOrItsOwnerBlocked() {
        Owner[] owners = {new Owner(), new Owner()};
        assertTrue(processors.anyToTake());
        for (Owner owner : owners) {
            processors.acquireFree(owner);
        }
        assertFalse(processors.anyToTake());
        owners[1].blocked = true;
        assertTrue(processors.anyToTake());
    }

    private int acquired(int tries) {
        int count = 0;
        for (int i = 0; i < tries; i++) {
            count += processors.acquireFree(new Owner()) ? 1 : 0;
        }
        return count;
    }

    private final class Owner implements ProcessorOwner {

        private final LocalQueue queue = new LocalQueue(this, shared);
        private boolean blocked;

        @Override
        public LocalQueue queue() {
            return queue;
        }

        @Override
        public boolean isBlocked() {
            return blocked;
        }

        @Override
        public void requestTurnEnd() {
            // nothing runs here
        }
    }
}
