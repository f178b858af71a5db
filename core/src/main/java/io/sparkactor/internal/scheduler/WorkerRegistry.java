package io.sparkactor.internal.scheduler;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The workers of a scheduler that have not ended.
 *
 * <p>Thread-safe. A list linked through the workers: anyone pushes at its head, the monitor alone unlinks those that ended. The
 * head is never unlinked, so the two never change the same link.
 */
final class WorkerRegistry {

    private final AtomicReference<@Nullable Worker> head = new AtomicReference<>();
    private final AtomicInteger live = new AtomicInteger();

    /** Adds a worker before its thread starts. */
    void add(Worker worker) {
        live.incrementAndGet();
        Worker next;
        do {
            next = head.get();
            worker.nextLive = next;
        } while (!head.compareAndSet(next, worker));
    }

    /** Notes that a worker has ended. */
    void ended() {
        live.decrementAndGet();
    }

    /** How many have not ended. */
    int live() {
        return live.get();
    }

    /** The worker that was added last, whether it has ended or not: changes with every addition, so it tells of new ones. */
    @Nullable
    Worker newest() {
        return head.get();
    }

    /** Visits all workers added before the call that have not ended. */
    void forEach(Consumer<Worker> visitor) {
        for (Worker worker = head.get(); worker != null; worker = worker.nextLive) {
            if (!worker.hasEnded()) {
                visitor.accept(worker);
            }
        }
    }

    /** How many steps those that have not ended have made. */
    long steps() {
        long sum = 0;
        for (Worker worker = head.get(); worker != null; worker = worker.nextLive) {
            sum += worker.hasEnded() ? 0 : worker.steps();
        }
        return sum;
    }

    /** Unlinks the workers that have ended. For the monitor. */
    void sweep() {
        Worker kept = head.get();
        while (kept != null) {
            Worker next = kept.nextLive;
            if (next != null && next.hasEnded()) {
                kept.nextLive = next.nextLive;
            } else {
                kept = next;
            }
        }
    }
}
