package io.sparkactor.internal.scheduler;

import io.sparkactor.internal.stack.StackReserve;
import io.sparkactor.spi.Turn;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The turns that one worker made ready: a slot for the last, a ring for those before.
 *
 * <p>Puts and {@link #next} are confined to the worker's thread; anyone may drain, steal, or take from the slot. A put makes the
 * turn visible, then (after a full fence) reads who owns the processor. Whoever takes the processor away changes the owner by
 * compare-and-set and then drains. So either the put sees the loss and drains itself, or that drain sees the put; both may
 * happen, and then each turn still leaves once, because every take is atomic. A worker without processor puts to the shared
 * queue at once. Thus a turn can stay here only while the worker owns a processor.
 *
 * <p>A recursion of user code may overflow the stack in any call here, while a turn is in no queue. So the turn is noted beforehand,
 * by a plain store, and the note is struck out behind the one deepest call that publishes it; see {@link #settle}.
 */
public final class LocalQueue {

    /** After so many turns from the slot in a row, the ring gets its chance. */
    static final int SLOT_RUN = 16;

    private final ProcessorOwner self;
    private final SharedQueue shared;
    private final ReadySlot slot = new ReadySlot();
    private volatile @Nullable ReadyRing ring; // allocated with the first turn that the slot displaces
    private @Nullable Processor held; // what the worker's thread believes to hold
    private int slotRun;

    private long puts; // finished or not; the worker's thread alone uses it

    /** Neither here nor shared yet; stays after a put that a stack overflow has cut short. The worker's thread alone uses it. */
    private @Nullable Turn owed;

    /** An empty queue. */
    public LocalQueue(ProcessorOwner self, SharedQueue shared) {
        this.self = self;
        this.shared = shared;
    }

    /** Notes that the worker has acquired a processor. For the worker's thread. */
    public void hold(Processor processor) {
        held = processor;
    }

    /** Whether the worker still has its processor; if it was lost, what is here goes to the shared queue. For the worker's thread. */
    public boolean holds() {
        Processor processor = held;
        if (processor == null) {
            return false;
        }
        if (processor.owner() == self) {
            return true;
        }
        lost();
        return false;
    }

    /**
     * Gives the processor back; what is here goes to the shared queue first. For the worker's thread.
     *
     * @return the processor, null if the worker had none or had lost it
     */
    public @Nullable Processor release() {
        settle();
        Processor processor = held;
        if (processor == null) {
            return null;
        }
        empty();
        boolean released = processor.tryRelease(self);
        held = null; // last: after a stack overflow above, the thread still knows what it may own
        return released ? processor : null;
    }

    /**
     * Puts a turn. For the worker's thread; ends with a full fence.
     *
     * @return whether another worker could run something now: false if the turn went to the slot and displaced nothing
     */
    public boolean put(Turn turn) {
        settle();
        owed = turn;
        puts++;
        Processor processor = held;
        if (processor == null) {
            share();
            return true;
        }
        Turn displaced = slot.put(turn);
        owed = displaced;
        if (displaced != null) {
            putBehind(displaced);
        }
        if (processor.owner() != self) {
            lost();
            return true;
        }
        return displaced != null;
    }

    private void putBehind(Turn displaced) {
        if (ring().put(displaced) || makeRoom(ring()) && ring().put(displaced)) {
            owed = null;
            VarHandle.fullFence();
        } else {
            share();
        }
    }

    /** Moves half of the full ring to the shared queue at once: many turns are made ready, and each on its own would cost more. */
    private boolean makeRoom(ReadyRing full) {
        StackReserve.checkLarge(); // nothing is between the queues if this overflows
        TurnBatch batch = full.takeHalf();
        if (batch != null) {
            try {
                shared.offer(batch);
            } catch (Throwable e) { // no memory
                batch.putBack(full);
                throw e;
            }
        }
        return true;
    }

    /** How many puts have got so far that their turn is in a queue, or will be by {@link #settle}. For the worker's thread. */
    long puts() {
        return puts;
    }

    /** Moves what is owed to the shared queue; ends with a full fence. */
    private void share() {
        Turn turn = owed;
        if (turn != null) {
            shared.offer(turn);
            owed = null;
            VarHandle.fullFence();
        }
    }

    /**
     * Shares the turn that a stack overflow has kept from being put, if there is one. For the worker's thread, when the deep part of
     * its stack is gone.
     *
     * @return whether there was one, so that another worker may be wanted
     */
    boolean settle() {
        boolean any = owed != null;
        share();
        return any;
    }

    private ReadyRing ring() {
        ReadyRing present = ring;
        if (present == null) {
            present = new ReadyRing();
            ring = present;
        }
        return present;
    }

    private void lost() {
        empty();
        held = null; // last: after a stack overflow above, the next look at the owner brings the thread here again
    }

    /**
     * Hands the turn of the slot to the spinning worker. For the worker's thread.
     *
     * @return the turn; null if there was none, or the spinning worker has gone meanwhile: then it is in the shared queue
     */
    @Nullable
    Turn handOver(PendingWorker<?> spinning) {
        settle();
        Turn turn = slot.take();
        owed = turn;
        if (turn != null && spinning.hand(turn)) {
            owed = null;
            return turn;
        }
        share();
        return null;
    }

    private void empty() {
        owed = slot.take();
        share();
        ReadyRing queued = ring;
        if (queued != null) {
            for (owed = queued.take(); owed != null; owed = queued.take()) {
                share();
            }
        }
    }

    /** Takes the turn to run next, null if there is none here. For the worker's thread. */
    public @Nullable Turn next() {
        ReadyRing queued = ring;
        if (slotRun >= SLOT_RUN && queued != null) {
            slotRun = 0;
            Turn turn = queued.take();
            if (turn != null) {
                return turn;
            }
        }
        Turn turn = slot.take();
        if (turn != null) {
            slotRun++;
            return turn;
        }
        slotRun = 0;
        return queued == null ? null : queued.take();
    }

    /** Moves everything to the shared queue. For anyone. */
    public void drain() {
        drainSlot();
        ReadyRing queued = ring;
        if (queued != null) {
            for (Turn turn = queued.take(); turn != null; turn = queued.take()) {
                shared.put(turn);
            }
        }
    }

    /** Moves the turn in the slot to the shared queue; false if there is none. For anyone. */
    public boolean drainSlot() {
        Turn turn = slot.take();
        if (turn == null) {
            return false;
        }
        shared.put(turn);
        return true;
    }

    /** Takes half of a victim's ring: returns one turn and keeps the others. For the worker's thread, when its own ring is empty. */
    public @Nullable Turn stealFrom(LocalQueue victim) {
        ReadyRing queued = victim.ring;
        return queued == null || queued.isEmpty() ? null : queued.stealHalf(ring());
    }

    /** Whether the ring was empty at one moment. */
    public boolean isRingEmpty() {
        ReadyRing queued = ring;
        return queued == null || queued.isEmpty();
    }

    /** Whether the slot was empty at one moment. */
    public boolean isSlotEmpty() {
        return slot.isEmpty();
    }

    /** Lets go of turns that ran long ago. For the worker's thread. */
    void forget() {
        ReadyRing queued = ring;
        if (queued != null) {
            queued.forget();
        }
    }
}
