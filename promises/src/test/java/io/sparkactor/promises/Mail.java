package io.sparkactor.promises;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What handlers hand to the test, in the order in which they do; who waits in vain fails instead of hanging. Thread-safe. */
final class Mail<T> {

    private final BlockingQueue<T> items = new LinkedBlockingQueue<>();

    void put(T item) {
        items.add(item);
    }

    /** Takes the first, waiting for it. */
    T take() throws InterruptedException {
        T item = items.poll(Gate.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (item == null) {
            throw new AssertionError("nothing came in " + Gate.PATIENCE);
        }
        return item;
    }

    /** Takes so many, waiting for them. */
    List<T> take(int count) throws InterruptedException {
        var taken = new ArrayList<T>(count);
        for (int i = 0; i < count; i++) {
            taken.add(take());
        }
        return taken;
    }

    /** What is there now, which stays. */
    List<T> all() {
        return List.copyOf(items);
    }
}
