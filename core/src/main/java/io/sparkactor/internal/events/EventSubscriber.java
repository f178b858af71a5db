package io.sparkactor.internal.events;

import io.sparkactor.EventSubscription;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.internal.waiting.WaitQueue;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber with its bounded queue and its thread. Thread-safe; the consumer is called on that thread alone.
 *
 * <p>What finds the queue full is counted, and the count stands in the queue where the events are missing: an {@link
 * RuntimeEvent.EventsLost} in front of the next one that has room, or behind the last one.
 *
 * @param <E> the kind of events it wants
 */
final class EventSubscriber<E extends RuntimeEvent> implements EventSubscription {

    private static final Logger LOG = System.getLogger("io.sparkactor.Events");
    private static final int CAPACITY = 2048;

    private final Class<E> kind;
    private final Consumer<? super E> consumer;
    private final Consumer<EventSubscriber<?>> onClose;
    private final WaitQueue<RuntimeEvent> queue;
    private final AtomicLong lost = new AtomicLong();

    /** Those of {@link #lost} that stand in no {@link RuntimeEvent.EventsLost} yet. */
    private final AtomicLong untold = new AtomicLong();

    private final AtomicBoolean warned = new AtomicBoolean();

    EventSubscriber(
            RuntimeHooks hooks,
            String name,
            Class<E> kind,
            Consumer<? super E> consumer,
            Consumer<EventSubscriber<?>> onClose) {
        this.kind = kind;
        this.consumer = consumer;
        this.onClose = onClose;
        this.queue = new WaitQueue<>(hooks, CAPACITY);
        hooks.startThread(ThreadRole.EVENTS, "spark-events-" + name, this::deliver);
    }

    /** Takes an event, if it is of its kind and there is room. Never blocks. */
    void offer(RuntimeEvent event) {
        if (!kind.isInstance(event)) {
            return;
        }
        long missed = untold.getAndSet(0);
        if (missed > 0 && !queue.offer(new RuntimeEvent.EventsLost(missed))) {
            untold.addAndGet(missed);
            lose();
        } else if (!queue.offer(event)) {
            lose();
        }
    }

    private void lose() {
        untold.incrementAndGet();
        lost.incrementAndGet();
        if (warned.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "a subscriber to {0} is {1} events behind and misses some; let it hand its work to an actor or a"
                            + " thread of its own",
                    kind.getSimpleName(),
                    CAPACITY);
        }
    }

    @Override
    public long lost() {
        return lost.get();
    }

    @Override
    public void close() {
        onClose.accept(this);
        queue.close();
    }

    private void deliver() {
        RuntimeEvent event = next();
        while (event != null) {
            accept(event);
            event = next();
        }
    }

    /** The next event; null when the subscription has ended and all is delivered. */
    private @Nullable RuntimeEvent next() {
        RuntimeEvent event = queue.poll();
        if (event == null) {
            event = gap(); // behind the last event: perhaps none comes that would tell of it
        }
        if (event == null) {
            event = queue.poll(Long.MAX_VALUE, () -> false);
        }
        return event == null ? gap() : event; // one may have been counted just before the end
    }

    /** How many are missing that were not told yet; null if none are. */
    private @Nullable RuntimeEvent gap() {
        long missed = untold.getAndSet(0);
        return missed > 0 ? new RuntimeEvent.EventsLost(missed) : null;
    }

    private void accept(RuntimeEvent event) {
        if (!kind.isInstance(event)) {
            return; // that some were lost, to a subscriber of another kind: it has the warning and lost()
        }
        try {
            consumer.accept(kind.cast(event));
        } catch (Throwable thrown) {
            Failures.warn(
                    LOG,
                    () -> "a subscriber to runtime events failed on "
                            + event.getClass().getSimpleName(),
                    thrown);
        }
        boolean unused = Thread.interrupted(); // a flag that the consumer left would make the next wait spin
    }
}
