package io.sparkactor.internal.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkactor.spi.Turn;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LocalQueueTest {

    private final SharedQueue shared = new SharedQueue();
    private final Processors processors = new Processors(1);
    private final Owner owner = new Owner();
    private final Owner other = new Owner();

    @Test
    void lastTurnGoesFirstThenTheOthersInOrder() {
        processors.acquireFree(owner);
        Turn first = turn();
        Turn second = turn();
        Turn third = turn();
        assertFalse(owner.queue.put(first));
        assertTrue(owner.queue.put(second));
        assertTrue(owner.queue.put(third));
        assertSame(third, owner.queue.next());
        assertSame(first, owner.queue.next());
        assertSame(second, owner.queue.next());
        assertNull(owner.queue.next());
    }

    @Test
    void ringGetsItsChanceAfterARunOfTurnsFromTheSlot() {
        processors.acquireFree(owner);
        Turn waiting = turn();
        owner.queue.put(waiting);
        owner.queue.put(turn());
        int before = 0;
        while (owner.queue.next() != waiting) {
            owner.queue.put(turn());
            before++;
        }
        assertEquals(LocalQueue.SLOT_RUN, before);
    }

    @Test
    void withoutProcessorTurnsGoToTheSharedQueue() {
        Turn turn = turn();
        assertTrue(owner.queue.put(turn));
        assertSame(turn, shared.take());
    }

    @Test
    void putThatFindsTheProcessorLostLeavesNothingBehind() {
        processors.acquireFree(owner);
        owner.queue.put(turn());
        owner.queue.put(turn());
        processors.get(0).tryRelease(owner); // as the monitor does, which has not drained yet
        assertTrue(owner.queue.put(turn()));
        assertNull(owner.queue.next());
        assertEquals(3, sharedSize());
        assertFalse(owner.queue.holds());
    }

    @Test
    void retakerDrainsTheVictimAndHoldsTheProcessor() {
        processors.acquireFree(owner);
        owner.queue.put(turn());
        owner.queue.put(turn());
        owner.blocked = true;
        assertTrue(processors.retakeFromBlocked(other));
        assertTrue(other.queue.holds());
        assertFalse(owner.queue.holds());
        assertEquals(2, sharedSize());
        assertFalse(owner.askedToEnd); // it blocks again and again, beside the others, and costs no processor
    }

    @Test
    void ownerThatRunsKeepsItsProcessor() {
        processors.acquireFree(owner);
        assertFalse(processors.retakeFromBlocked(other));
        assertFalse(processors.acquireFree(other));
        assertTrue(owner.queue.holds());
    }

    @Test
    void halfOfAFullRingGoesToTheSharedQueue() {
        processors.acquireFree(owner);
        for (int i = 0; i < ReadyRing.CAPACITY + 11; i++) {
            owner.queue.put(turn());
        }
        assertEquals(ReadyRing.CAPACITY / 2, sharedSize());
    }

    @Test
    void eachPutCountsOnceHoweverOftenItsTurnWasPutBefore() {
        Turn turn = turn();
        owner.queue.put(turn);
        assertEquals(1, owner.queue.puts());
        processors.acquireFree(owner);
        owner.queue.put(turn);
        assertEquals(2, owner.queue.puts());
    }

    @Test
    void releaseOfALostProcessorLeavesItToItsNewOwner() {
        processors.acquireFree(owner);
        owner.queue.put(turn());
        owner.blocked = true;
        processors.retakeFromBlocked(other);
        processors.release(owner.queue);
        assertTrue(other.queue.holds());
        assertTrue(processors.noneFree());
        assertFalse(owner.queue.holds());
    }

    @Test
    void thiefGetsHalfOfTheRingAndLeavesTheSlot() {
        processors.acquireFree(owner);
        for (int i = 0; i < 11; i++) {
            owner.queue.put(turn());
        }
        int stolen = 0;
        for (Turn turn = other.queue.stealFrom(owner.queue); turn != null; turn = other.queue.next()) {
            stolen++;
        }
        assertEquals(5, stolen);
        assertFalse(owner.queue.isSlotEmpty());
    }

    private int sharedSize() {
        int size = 0;
        while (shared.take() != null) {
            size++;
        }
        return size;
    }

    private static Turn turn() {
        var runs = new AtomicInteger();
        return context -> runs.incrementAndGet(); // captures something: every call makes another turn
    }

    private final class Owner implements ProcessorOwner {

        final LocalQueue queue = new LocalQueue(this, shared);
        boolean blocked;
        boolean askedToEnd;

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
            askedToEnd = true;
        }
    }
}
