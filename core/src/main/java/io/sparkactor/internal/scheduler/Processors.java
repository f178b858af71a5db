package io.sparkactor.internal.scheduler;

import java.util.concurrent.atomic.AtomicInteger;

/** All processors of one scheduler, and the ways to come by one. Thread-safe; the queue passed must be the calling worker's. */
public final class Processors {

    /** So many times the usual number of processors may be lent beside them. */
    private static final int LENT_AT_MOST = 2;

    private final Processor[] all;
    private final int usual;
    private final AtomicInteger free; // a hint: may lag behind the owners
    private volatile int open; // those from here on are not to be acquired; one that is retaken is taken away again
    private int lent; // the monitor's
    private int keptBack; // the monitor's
    private int lastRetaken; // a hint, written without order

    /** So many free processors. */
    public Processors(int count) {
        all = new Processor[count * (1 + LENT_AT_MOST)];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Processor();
        }
        usual = count;
        open = count;
        free = new AtomicInteger(count);
    }

    /** How many there usually are. */
    public int usual() {
        return usual;
    }

    /** How many there are with all that may be lent. */
    public int count() {
        return all.length;
    }

    /**
     * Lends so many processors beside the usual ones, up to a limit: the workers on the usual ones share the cores with runaways, and
     * stand still half of the time. For the monitor, which must evict the owners of those that are no longer {@linkplain #isOpen open}.
     *
     * @return whether there are more now
     */
    boolean lend(int wanted) {
        lent = Math.min(wanted, usual * LENT_AT_MOST);
        return adjust();
    }

    /**
     * Keeps so many of the usual processors from being held, as fewer do better. For the monitor, which must evict the owners of those that
     * are no longer {@linkplain #isOpen open}.
     *
     * @return whether there are more now
     */
    boolean keepBack(int count) {
        keptBack = count;
        return adjust();
    }

    private boolean adjust() {
        int next = usual - keptBack + lent;
        int more = next - open; // the monitor is the only writer
        if (more != 0) {
            open = next;
            free.addAndGet(more);
        }
        return more > 0;
    }

    /** Whether a processor may be held; one that may not was lent and is wanted back, or is kept back. */
    boolean isOpen(int index) {
        return index < open;
    }

    /** One of them. */
    public Processor get(int index) {
        return all[index];
    }

    /** Whether all were owned a short while ago; a hint. */
    boolean noneFree() {
        return free.get() <= 0;
    }

    /** How many were free a short while ago; a hint. */
    int free() {
        return Math.max(0, free.get());
    }

    /** Whether all are free just now, each looked at in turn. */
    boolean allFree() {
        for (Processor processor : all) {
            if (processor.owner() != null) {
                return false;
            }
        }
        return true;
    }

    /** Takes a free processor. */
    public boolean acquireFree(ProcessorOwner by) {
        if (noneFree()) {
            return false;
        }
        int count = open;
        for (int i = 0; i < count; i++) {
            if (all[i].tryAcquire(by)) {
                free.decrementAndGet();
                by.queue().hold(all[i]);
                return true;
            }
        }
        return false;
    }

    /**
     * Takes a processor from an owner whose thread is blocked.
     *
     * <p>The victim may wake between the look at its thread and the exchange of the owner, and put a turn: then either it sees
     * the loss or the drain that follows sees the put, see {@link LocalQueue}.
     */
    public boolean retakeFromBlocked(ProcessorOwner by) {
        // In turn, so that none stays with an owner until that one wakes: while it waits for a carrier then, it
        // cannot be told from one that runs.
        int start = lastRetaken;
        for (int i = 1; i <= all.length; i++) {
            int index = (start + i) % all.length;
            Processor processor = all[index];
            ProcessorOwner victim = processor.owner();
            if (victim != null && victim != by && victim.isBlocked() && processor.tryRetake(victim, by)) {
                lastRetaken = index;
                victim.queue().drain();
                by.queue().hold(processor);
                return true;
            }
        }
        return false;
    }

    /** Gives the processor of the calling worker back, if it still has it; the turns in its queue go to the shared one. */
    public void release(LocalQueue queue) {
        if (queue.release() != null) {
            free.incrementAndGet();
        }
    }

    /** Takes a processor away from an owner and frees it; false if the owner has lost it already. */
    boolean evict(Processor processor, ProcessorOwner victim) {
        if (!processor.tryRelease(victim)) {
            return false;
        }
        free.incrementAndGet();
        victim.queue().drain();
        victim.requestTurnEnd();
        return true;
    }

    /** Whether a worker that looked now might get a processor. */
    boolean anyToTake() {
        for (int i = 0; i < open; i++) {
            ProcessorOwner owner = all[i].owner();
            if (owner == null || owner.isBlocked()) {
                return true;
            }
        }
        return false;
    }

    /** Whether any owner's ring has turns; slots are left to their owners. */
    boolean anyRingQueued() {
        for (Processor processor : all) {
            ProcessorOwner owner = processor.owner();
            if (owner != null && !owner.queue().isRingEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether any owner's slot has a turn. */
    boolean anySlotQueued() {
        for (Processor processor : all) {
            ProcessorOwner owner = processor.owner();
            if (owner != null && !owner.queue().isSlotEmpty()) {
                return true;
            }
        }
        return false;
    }
}
