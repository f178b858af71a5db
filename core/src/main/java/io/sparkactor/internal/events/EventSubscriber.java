package io.sparkactor.internal.events;

import io.sparkactor.EventSubscription;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.internal.waiting.WaitQueue;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import java.lang.System.Logger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One subscriber with its bounded queue and its thread. Thread-safe; the consumer is called on that thread alone. */
final class EventSubscriber implements EventSubscription {

    private static final Logger LOG = System.getLogger("io.sparkactor.Events");
    private static final int CAPACITY = 2048;

    private final Consumer<? super RuntimeEvent> consumer;
    private final Consumer<EventSubscriber> onClose;
    private final WaitQueue<RuntimeEvent> queue;
    private final AtomicLong lost = new AtomicLong();

    EventSubscriber(
            RuntimeHooks hooks,
            String name,
            Consumer<? super RuntimeEvent> consumer,
            Consumer<EventSubscriber> onClose) {
        this.consumer = consumer;
        this.onClose = onClose;
        this.queue = new WaitQueue<>(hooks, CAPACITY);
        hooks.startThread(ThreadRole.EVENTS, "spark-events-" + name, this::deliver);
    }

    void offer(RuntimeEvent event) {
        if (!queue.offer(event)) {
            lost.incrementAndGet();
        }
    }

    @Override
    public void close() {
        onClose.accept(this);
        queue.close();
    }

    private void deliver() {
        RuntimeEvent event = queue.poll(Long.MAX_VALUE, () -> false);
        while (event != null) {
            accept(event);
            tellLost();
            event = queue.poll(Long.MAX_VALUE, () -> false);
        }
        tellLost(); // one that was counted behind the look at the last event
    }

    private void tellLost() {
        long missed = lost.getAndSet(0);
        if (missed > 0) {
            accept(new RuntimeEvent.EventsLost(missed));
        }
    }

    private void accept(RuntimeEvent event) {
        try {
            consumer.accept(event);
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
