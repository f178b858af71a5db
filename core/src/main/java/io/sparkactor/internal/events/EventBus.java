package io.sparkactor.internal.events;

import io.sparkactor.EventSubscription;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.spi.RuntimeHooks;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Hands runtime events to subscribers, each on a thread of its own; costs a read of a field while there is none. Thread-safe. */
public final class EventBus {

    private final RuntimeHooks hooks;
    private final String name;
    private final List<EventSubscriber<?>> subscribers = new CopyOnWriteArrayList<>();
    private volatile boolean observed;
    private boolean closed;

    /** A bus for the syndicate of this name. */
    public EventBus(RuntimeHooks hooks, String name) {
        this.hooks = hooks;
        this.name = name;
    }

    /** Publishes an event, which is made only if somebody subscribes. Never blocks. */
    public void publish(Supplier<? extends RuntimeEvent> event) {
        if (observed) {
            RuntimeEvent made = event.get();
            subscribers.forEach(subscriber -> subscriber.offer(made));
        }
    }

    /** Subscribes; see {@link io.sparkactor.Syndicate#subscribe(Class, Consumer)}. */
    public <E extends RuntimeEvent> EventSubscription subscribe(Class<E> kind, Consumer<? super E> consumer) {
        EventSubscriber<E> subscriber = new EventSubscriber<>(hooks, name, kind, consumer, this::remove);
        if (!add(subscriber)) {
            subscriber.close();
        }
        return subscriber;
    }

    private synchronized boolean add(EventSubscriber<?> subscriber) {
        if (!closed) {
            subscribers.add(subscriber);
            observed = true;
        }
        return !closed;
    }

    /** Ends all subscriptions, later ones too, once they have delivered what waits. */
    public void close() {
        synchronized (this) {
            closed = true;
        }
        subscribers.forEach(EventSubscriber::close); // not under the monitor: it wakes threads
    }

    private synchronized void remove(EventSubscriber<?> subscriber) {
        subscribers.remove(subscriber);
        observed = !subscribers.isEmpty();
    }
}
