package io.sparkactor.internal.ledger;

import io.sparkactor.Ledger;
import java.lang.invoke.VarHandle;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The books of a syndicate: sums over the counters of its threads, and adders for everybody else. Thread-safe.
 *
 * <p>Each count is taken where it happens; none is worked out from the others, else the sums would prove nothing.
 */
public final class LedgerBook {

    /** All counters that were ever opened, linked; never unlinked, so that no reading counts one twice or not at all. */
    private final AtomicReference<@Nullable CounterCell> cells = new AtomicReference<>();

    private final AtomicInteger opened = new AtomicInteger();

    /** The counters of threads that have ended, for threads to come: as many are made as threads live at once. */
    private final Queue<CounterCell> unused = new ConcurrentLinkedQueue<>();

    private final OutsideCells outside = new OutsideCells(() -> (OutsideCell) add(OutsideCell::new));

    private final LongAdder offered = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder refusedByClose = new LongAdder();

    /** Sends from outside that are over, beside those in the counters of threads, so that a close can wait for those that are not. */
    private final LongAdder done = new LongAdder();

    private final LongAdder processed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder deadLettered = new LongAdder();

    /** Opens the counters of a thread. They may have counted for another one before, which has ended. */
    public CounterCell open() {
        CounterCell reused = unused.poll();
        if (reused != null) {
            return reused;
        }
        return add(CounterCell::new);
    }

    private CounterCell add(Function<@Nullable CounterCell, CounterCell> opening) {
        opened.incrementAndGet();
        CounterCell before;
        CounterCell cell;
        do {
            before = cells.get();
            cell = opening.apply(before);
        } while (!cells.compareAndSet(before, cell));
        return cell;
    }

    /** The counters of the calling thread for what it sends from outside; null if it is to use the shared ones. */
    public @Nullable OutsideCell outside() {
        return outside.ofThisThread();
    }

    /** How many counters {@link #queued} walks over. */
    public int counters() {
        return opened.get();
    }

    /** Takes back the counters of a thread that ends. Called by that thread. */
    public void retire(CounterCell cell) {
        unused.add(cell);
    }

    /** Counts a send, before it is known what becomes of it. */
    public void countOffered(@Nullable CounterCell cell) {
        if (cell != null) {
            cell.countOffered();
        } else {
            offered.increment();
        }
    }

    /** Counts a send from outside; a full fence, so that the caller may next look whether the close has begun. */
    public void countOfferedOutside(@Nullable OutsideCell own) {
        if (own != null) {
            own.countOfferedFenced();
        } else {
            offered.increment();
        }
    }

    /** Counts a send that is taken; before the receiver can see it, so that no reading shows more processed than accepted. */
    public void countAccepted(@Nullable CounterCell cell) {
        if (cell != null) {
            cell.countAccepted();
        } else {
            accepted.increment();
        }
    }

    /** Takes back the last {@link #countAccepted} of the same caller: the receiver had no room after all. */
    public void takeBackAccepted(@Nullable CounterCell cell) {
        if (cell != null) {
            cell.takeBackAccepted();
        } else {
            accepted.decrement();
        }
    }

    /** Counts a send that was refused; the last step of the send. */
    public void countRefused(@Nullable CounterCell cell) {
        refused.increment();
        countDone(cell);
    }

    /** Notes that a send that was accepted is over: the receiver has it. The last step of the send. */
    public void countDone(@Nullable CounterCell cell) {
        if (cell == null) {
            done.increment();
        }
    }

    /** Notes that a send from outside is over, of the same counters as its offer. The last step of the send. */
    public void countDoneOutside(@Nullable OutsideCell own) {
        if (own != null) {
            own.countDone();
        } else {
            done.increment();
        }
    }

    /** Counts a send that came from outside after the close had begun: offered and refused at once. */
    public void countRefusedByClose() {
        refusedByClose.increment();
    }

    /**
     * Whether no send from outside is between its offer and its outcome. Means something only after the close has begun: later sends
     * are counted apart, so what is offered here does not grow any more.
     */
    public boolean areSendsFromOutsideDone() {
        VarHandle.fullFence(); // behind the begin of the close
        long over = done.sum(); // first: what is offered behind this look makes the sums differ, not agree by chance
        for (CounterCell cell = cells.get(); cell != null; cell = cell.openedBefore()) {
            over += cell instanceof OutsideCell own ? own.done() : 0;
        }
        long begun = offered.sum();
        for (CounterCell cell = cells.get(); cell != null; cell = cell.openedBefore()) {
            begun += cell instanceof OutsideCell own ? own.offered() : 0;
        }
        return begun == over;
    }

    /** Counts a message that was handled, received, or taken as a reply. */
    public void countProcessed(@Nullable CounterCell cell) {
        if (cell != null) {
            cell.countProcessed();
        } else {
            processed.increment();
        }
    }

    /** Counts a message whose handler threw. */
    public void countFailed() {
        failed.increment();
    }

    /** Counts a message that became a dead letter after it was accepted. */
    public void countDeadLettered() {
        deadLettered.increment();
    }

    /** About how many messages are queued; exact when nothing moves. Takes time by the number of threads, not of actors. */
    public long queued() {
        long consumed = processed.sum() + failed.sum() + deadLettered.sum();
        for (CounterCell cell = cells.get(); cell != null; cell = cell.openedBefore()) {
            consumed += cell.processed();
        }
        long taken = accepted.sum();
        for (CounterCell cell = cells.get(); cell != null; cell = cell.openedBefore()) {
            taken += cell.accepted();
        }
        return taken - consumed;
    }

    /** The books, with the messages in flight as the caller has counted them in the queues. */
    public Ledger read(long inFlight) {
        long closed = refusedByClose.sum();
        long offeredSum = offered.sum() + closed;
        long acceptedSum = accepted.sum();
        long refusedSum = refused.sum() + closed;
        long processedSum = processed.sum();
        for (CounterCell cell = cells.get(); cell != null; cell = cell.openedBefore()) {
            offeredSum += cell.offered();
            acceptedSum += cell.accepted();
            processedSum += cell.processed();
        }
        return new Ledger(
                offeredSum, acceptedSum, refusedSum, processedSum, failed.sum(), deadLettered.sum(), inFlight);
    }
}
