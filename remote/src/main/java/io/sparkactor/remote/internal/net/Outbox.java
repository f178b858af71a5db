package io.sparkactor.remote.internal.net;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits to go out to one peer: put in by any thread, without waiting, and taken by the loop. Bounded in number and in bytes; wakes
 * the loop once for a burst. Thread-safe.
 *
 * @param <T> what waits
 */
public final class Outbox<T extends Outbox.Sized> {

    /** Something whose size counts. */
    public interface Sized {

        /** How many bytes it keeps. */
        int bytes();
    }

    private final int mostItems;
    private final long mostBytes;
    private final Runnable wake;
    private final Queue<T> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger items = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean woken = new AtomicBoolean();

    /**
     * An empty one.
     *
     * @param mostItems how many may wait
     * @param mostBytes how many bytes they may have together; a single one may have more, if nothing else waits
     * @param wake has the loop call {@link #awake} and take what is there; called by whoever puts something in
     */
    public Outbox(int mostItems, long mostBytes, Runnable wake) {
        this.mostItems = mostItems;
        this.mostBytes = mostBytes;
        this.wake = wake;
    }

    /** Puts something in, if it fits. */
    public boolean offer(T item) {
        return offer(item, 0, 0);
    }

    /**
     * Puts something in that may take more room than others.
     *
     * @param moreItems how many more than the bound may wait for it
     * @param moreBytes how many more bytes
     */
    public boolean offer(T item, int moreItems, long moreBytes) {
        // Counted before it is there, so that many at once do not all find the last place free.
        int before = items.getAndIncrement();
        long bytesBefore = bytes.getAndAdd(item.bytes());
        if (before - moreItems >= mostItems || before > 0 && bytesBefore + item.bytes() - moreBytes > mostBytes) {
            uncount(item);
            return false;
        }
        queue.add(item);
        if (!woken.get() && woken.compareAndSet(false, true)) {
            wake.run();
        }
        return true;
    }

    /** Called by the loop before it takes: what is put in from now on wakes it again. */
    public void awake() {
        woken.set(false);
    }

    /** Takes the oldest; null if there is none. */
    public @Nullable T poll() {
        T item = queue.poll();
        if (item != null) {
            uncount(item);
        }
        return item;
    }

    /** Throws out all that a test says true to; the test has dealt with them. For the loop alone. */
    public void removeIf(Predicate<T> test) {
        for (var all = queue.iterator(); all.hasNext(); ) {
            T item = all.next();
            if (test.test(item)) {
                all.remove();
                uncount(item);
            }
        }
    }

    private void uncount(T item) {
        items.decrementAndGet();
        bytes.addAndGet(-item.bytes());
    }

    /** How many wait. */
    public int size() {
        return items.get();
    }
}
